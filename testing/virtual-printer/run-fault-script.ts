import { setTimeout as sleep } from 'node:timers/promises';
import type { PrintTiming } from '#kiosk/printing/deliver-job.ts';
import { findPrinterProfile } from '#shared/ticket/profiles/printer-profiles.ts';
import type { PrintJob } from '#kiosk/printing/print-job-store.ts';
import { randomScript } from './fault-script.ts';
import { printerFor } from './print-bytes.ts';
import { seededRandom } from './seeded-random.ts';
import { eventually, printerAt, startSpoolWorld, type SpoolWorld } from './spool-world.ts';
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts';

/** One for each way of saying that a job has come out. A printer that cannot say it cannot be held to it. */
const PROFILES = ['epson-tm-t20', 'bixolon-srp-350', 'generic-80', 'star-tsp650', 'star-prnt'];
const HURRIED: PrintTiming = { connect: 200, status: 150, send: 500, completion: 400 };
const MAX_AGE_MS = 1500;
/** The foot of the ticket: without it the paper is a part of one. */
const LAST_WORDS = 'Scan to follow';
const LAST = new Set(['printed', 'unknown', 'expired']);

export type FaultReport = {
  seed: number;
  /** What happened, for people. */
  story: string[];
  /** Promises that were broken; empty in a good run. */
  broken: string[];
  outcomes: string[];
};

/**
 * Plays one script: tickets at random moments while printers misbehave, then everything mended, then a reprint of each
 * ticket of which nobody knows. The same seed plays the same script; the machine's own timing still varies.
 */
export async function runFaultScript(seed: number): Promise<FaultReport> {
  const random = seededRandom(seed);
  const profile = findPrinterProfile(random.pick(PROFILES));
  const count = random.next() < 0.3 ? 2 : 1;
  const printers = await Promise.all(Array.from({ length: count }, () => startVirtualPrinter(printerFor(profile))));
  const world = startSpoolWorld(
    printers.map((printer, index) => printerAt(printer, profile, `printer-${index}`)),
    { timing: HURRIED, maxAgeMs: MAX_AGE_MS, pollMs: 100 },
  );
  const script = randomScript(random, count);
  const tickets = Array.from({ length: random.between(1, 4) }, (_, n) => ({
    token: `A-${String(n + 101)}`,
    afterMs: random.between(0, 700),
    // So long before it the last question is shown; or nobody asks to prepare.
    preparedMs: random.next() < 0.6 ? random.between(0, 400) : null,
  }));
  const story = [
    `${count} × ${profile.id}; tickets at ${tickets.map(({ afterMs }) => afterMs).join(', ')} ms`,
    ...script.map(({ printer, afterMs, forMs, name }) => `printer ${printer} ${name} at ${afterMs} ms for ${forMs} ms`),
  ];
  const broken: string[] = [];
  try {
    await Promise.all([
      ...tickets.map(async ({ token, afterMs, preparedMs }) => {
        await sleep(afterMs);
        if (preparedMs !== null) {
          void world.spool.prepare();
          await sleep(preparedMs);
        }
        world.print(token);
      }),
      ...script.map(async (fault) => {
        const printer = printers[fault.printer] as VirtualPrinter;
        await sleep(fault.afterMs);
        await fault.begin(printer);
        await sleep(fault.forMs);
        await fault.end(printer);
      }),
    ]);
    await mend(printers);
    await settled(world, printers);
    for (const job of world.store.jobs.filter(({ state }) => state === 'unknown')) world.reprint(job);
    await settled(world, printers);
    for (const printer of printers) printer.tearOff();
    broken.push(...brokenPromises(world, printers));
  } catch (error) {
    broken.push(error instanceof Error ? error.message : String(error));
  } finally {
    await world.spool.stop();
    await Promise.all(printers.map((printer) => printer.stop()));
  }
  story.push(
    ...world.store.jobs.map(
      (job) => `${job.ticket.token} copy ${job.copyNo}: ${world.store.history(job.uid).join(' → ')}`,
    ),
  );
  story.push(...printers.flatMap(({ parseFaults }) => parseFaults.map((fault) => `not understood: ${fault}`)));
  return { seed, story, broken, outcomes: world.store.jobs.map(({ state }) => state) };
}

async function mend(printers: VirtualPrinter[]): Promise<void> {
  for (const printer of printers) {
    await printer.setFaults({
      refuse: false,
      hang: false,
      mute: false,
      resetAfterBytes: null,
      powerOffAfterBytes: null,
    });
    await printer.powerOn();
    printer.setAckDelay(0);
    printer.setSpeed(0);
    printer.setCondition({ paper: 'ok', coverOpen: false, cutterError: false });
  }
}

/** Every job has come to an end that the patient and the desk can see, and no printer has anything left to do. */
async function settled(world: SpoolWorld, printers: VirtualPrinter[]): Promise<void> {
  await eventually(
    () => world.store.jobs.every(({ state }) => LAST.has(state)) && printers.every((printer) => printer.idle()),
    () => `does not settle: ${world.store.jobs.map(({ state }) => state).join(', ')}`,
    8000,
  );
  // What a printer may still bring out by itself would come now.
  await sleep(50);
}

function brokenPromises(world: SpoolWorld, printers: VirtualPrinter[]): string[] {
  const pieces = printers.flatMap((printer) => printer.pieces);
  const merged = pieces.filter(({ text }) => (text.match(/A-1\d\d/g) ?? []).length > 1);
  const onPaper = (job: PrintJob) =>
    pieces.filter(({ text }) => {
      const isCopy = /COPY \d+/.exec(text)?.[0] ?? 'COPY 1';
      return text.includes(job.ticket.token) && isCopy === `COPY ${job.copyNo}`;
    });
  const tickets = world.store.jobs.flatMap((job) => {
    const name = `${job.ticket.token} copy ${job.copyNo} (${job.state})`;
    const found = onPaper(job);
    const whole = found.filter(({ complete, text }) => complete && text.includes(LAST_WORDS));
    const problems: string[] = [];
    if (found.length > 1) problems.push(`${name} is on ${found.length} papers with the same mark`);
    if (job.state === 'printed' && whole.length !== 1) problems.push(`${name} is on ${whole.length} whole papers`);
    if (job.state === 'expired' && found.length > 0) problems.push(`${name} was printed`);
    const sends = world.store.history(job.uid).filter((state) => state === 'sending').length;
    if (sends > 1) problems.push(`${name} was sent ${sends} times`);
    return problems;
  });
  return [...tickets, ...merged.map(({ text }) => `two tickets on one paper: ${text.match(/A-1\d\d/g)?.join(', ')}`)];
}
