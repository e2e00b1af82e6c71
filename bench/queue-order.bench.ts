import { orderKeyOf, waitClassOf, type PriorityEntry } from '#shared/domain/priority.ts';
import { DEFAULT_PRIORITY_SETTINGS } from '#shared/domain/priority-settings.ts';
import { orderQueue } from '#shared/domain/queue-order.ts';
import { applyWaitEvent, createEstimator, estimateAll } from '#shared/domain/wait-estimate.ts';
import { printResult, printTable, quantile, type Sample } from './measure.ts';
import { seededRandom } from '#testing/seeded-random.ts';

/**
 * One event arrives; then the whole order and everyone's range are computed anew. Against the floor: sorting as many plain
 * numbers, the least that any ordered answer costs. Growth is the time for each entry at 5,000 over that at 100: 1 is linear. Processor
 * time stands beside the clock's, so that a busy machine can be told from slow code.
 */
const SIZES = [100, 500, 1000, 2500, 5000];
const RUNS = 400;
const WARM_UP = 60;
const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 2, 12);
const SERVICES = 4;

const random = seededRandom(1);

function newcomer(i: number, at: number): PriorityEntry {
  const urgency = (['low', 'medium', 'high'] as const)[Math.floor(random() * 5)] ?? null;
  return {
    uid: `entry-${i}`,
    checkedInAt: at,
    bookedAt: random() < 0.4 ? at + Math.floor((random() - 0.3) * 40) * MINUTE : null,
    emergency: random() < 0.02,
    urgency,
    age: Math.floor(random() * 95),
    hasSpecialRequirements: random() < 0.05,
    hasLongJourney: random() < 0.1,
    returned: random() < 0.03,
    transferred: false,
  };
}

function join(state: ReturnType<typeof createEstimator>, entry: PriorityEntry, at: number, i: number): void {
  const who = { serviceUid: `service ${i % SERVICES}`, doctorUid: i % 3 === 0 ? `doctor ${i % 24}` : null };
  const key = orderKeyOf(entry, DEFAULT_PRIORITY_SETTINGS);
  const visitType = i % 2 === 0 ? 'new' : 'return';
  applyWaitEvent(state, { type: 'join', at, uid: entry.uid, ...who, visitType, waitClass: waitClassOf(entry), key });
  applyWaitEvent(state, { type: 'shown', at, uid: entry.uid });
}

function measure(size: number): { ours: Sample; cpu: Sample; event: Sample; floor: Sample } {
  const state = createEstimator();
  applyWaitEvent(state, { type: 'day', at: NOON - 720 * MINUTE, midnight: NOON - 720 * MINUTE });
  const entries = Array.from({ length: size }, (_, i) => newcomer(i, NOON + i * 1000));
  entries.forEach((entry, i) => join(state, entry, entry.checkedInAt, i));
  const ours: number[] = [];
  const cpu: number[] = [];
  const event: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    const at = NOON + (size + run) * 1000;
    const gone = entries.shift() as PriorityEntry;
    const entry = newcomer(size + run, at);
    entries.push(entry);
    const i = size + run;
    const beganCpu = process.cpuUsage();
    const began = performance.now();
    const station = { stationUid: `room ${run % 40}`, serviceUid: `service ${run % SERVICES}`, doctorUid: null };
    applyWaitEvent(state, { type: 'start', at, uid: gone.uid, visitType: 'new', ...station });
    join(state, entry, at, i);
    const applied = performance.now();
    const order = orderQueue(entries, DEFAULT_PRIORITY_SETTINGS);
    const ranges = estimateAll(state, at);
    const done = performance.now();
    const used = process.cpuUsage(beganCpu);
    if (order.length !== size || ranges.size !== size) throw new Error(`Lost entries: ${order.length}, ${ranges.size}`);
    const keys = entries.map((each) => each.checkedInAt - (each.age ?? 0) * MINUTE);
    const before = performance.now();
    keys.sort((a, b) => a - b);
    const after = performance.now();
    if (run < WARM_UP) continue;
    ours.push(done - began);
    cpu.push((used.user + used.system) / 1000);
    event.push((applied - began) / 3);
    floor.push(after - before);
  }
  return {
    ours: { name: `order and ranges, ${size} waiting`, milliseconds: ours },
    cpu: { name: `  the same, processor time, ${size}`, milliseconds: cpu },
    event: { name: `one event, ${size} waiting`, milliseconds: event },
    floor: { name: `floor: sort ${size} numbers`, milliseconds: floor },
  };
}

const results = SIZES.map((size) => ({ size, ...measure(size) }));
printTable(results.flatMap(({ ours, cpu, event, floor }) => [ours, cpu, event, floor]));
const [smallest, largest] = [results[0], results.at(-1)];
if (!smallest || !largest) throw new Error('No sizes were measured');
const median = (sample: Sample) => quantile(sample.milliseconds, 0.5);
printResult('queue-order', median(largest.ours) / median(largest.floor), {
  waiting: largest.size,
  p50: median(largest.ours),
  p99: quantile(largest.ours.milliseconds, 0.99),
  floorP50: median(largest.floor),
  cpuP99: quantile(largest.cpu.milliseconds, 0.99),
  growth: median(largest.ours) / largest.size / (median(smallest.ours) / smallest.size),
  eventP99: quantile(largest.event.milliseconds, 0.99),
});
