import { askAvailability, bareAvailability } from './booking/availability.ts';
import { bareBooking, bookSlots } from './booking/bookings.ts';
import { openSizes } from './booking/open-sizes.ts';
import { printResult, printTable, quantile } from './measure.ts';

/**
 * What a clinic's years cost: free slots and bookings over HTTP with ten thousand, a hundred thousand and a million
 * appointments, each beside the bare SQL it cannot do without, in turn in one run. `growth` is a million over ten thousand, at the
 * median: 1 means that the years cost nothing.
 */
const COUNTS = (process.env['BENCH_SIZES'] ?? '10000,100000,1000000').split(',').map(Number);
const RUNS = Number(process.env['BENCH_RUNS'] ?? 300);
const WARM_UP = 30;
const BURST = 200;
const AT_ONCE = 16;

const opened = await openSizes(COUNTS);
try {
  const measures = opened.sizes.map((size) => ({
    size,
    slots: [] as number[],
    bareSlots: [] as number[],
    bookings: [] as number[],
    bareBookings: [] as number[],
    rate: 0,
    bareRate: 0,
  }));
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    for (const measure of measures) {
      const { size } = measure;
      const taken = {
        slots: await timed(async () => askAvailability(size, run + WARM_UP)),
        bareSlots: await timed(async () => bareAvailability(size, run + WARM_UP)),
        bookings: await timed(async () => bookSlots(size, run + WARM_UP, 1)),
        bareBookings: await timed(async () => bareBooking(size, run + WARM_UP, 1)),
      };
      if (run < 0) continue;
      measure.slots.push(taken.slots);
      measure.bareSlots.push(taken.bareSlots);
      measure.bookings.push(taken.bookings);
      measure.bareBookings.push(taken.bareBookings);
    }
  }
  const first = RUNS + WARM_UP;
  for (const measure of measures) {
    const { size } = measure;
    const perSecond = (milliseconds: number) => (BURST / milliseconds) * 1000;
    measure.rate = perSecond(await timed(async () => bookSlots(size, first, BURST, AT_ONCE)));
    measure.bareRate = perSecond(await timed(async () => bareBooking(size, first, BURST, AT_ONCE)));
  }
  printTable(
    measures.flatMap(({ size, slots, bareSlots, bookings, bareBookings }) => [
      { name: `availability, ${size.count}`, milliseconds: slots },
      { name: `  floor: its SQL, ${size.count}`, milliseconds: bareSlots },
      { name: `booking, ${size.count}`, milliseconds: bookings },
      { name: `  floor: two inserts and a commit, ${size.count}`, milliseconds: bareBookings },
    ]),
  );
  console.table(
    Object.fromEntries(
      measures.map(({ size, rate, bareRate }) => [
        size.count,
        {
          'bookings/s': Math.round(rate),
          'floor/s': Math.round(bareRate),
          ratio: Number((bareRate / rate).toFixed(2)),
          'at once': AT_ONCE,
        },
      ]),
    ),
  );
  const [small, large] = [measures[0]!, measures.at(-1)!];
  const p50 = (values: number[]) => quantile(values, 0.5);
  printResult('booking', p50(large.bookings) / p50(large.bareBookings), {
    appointments: large.size.count,
    availabilityP50: p50(large.slots),
    availabilityP99: quantile(large.slots, 0.99),
    availabilityFloorP50: p50(large.bareSlots),
    availabilityRatio: p50(large.slots) / p50(large.bareSlots),
    availabilityGrowth: p50(large.slots) / p50(small.slots),
    bookingP50: p50(large.bookings),
    bookingP99: quantile(large.bookings, 0.99),
    bookingFloorP50: p50(large.bareBookings),
    bookingGrowth: p50(large.bookings) / p50(small.bookings),
    bookingsPerSecond: large.rate,
    floorPerSecond: large.bareRate,
    throughputRatio: large.bareRate / large.rate,
  });
} finally {
  await opened.close();
}
