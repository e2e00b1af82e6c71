import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan } from './fault-plan.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { until } from './until.ts';

const plan = faultPlan('kill -9 the kiosk at every crash point', 20);
/** Steps of a check-in, and what the printer sees of it. */
const POINTS = [
  'begun',
  'token_issued',
  'patient_written',
  'visit_written',
  'op_appended',
  'print_job_queued',
  'key_written',
  'committed',
  'first_byte',
  'paper_out',
] as const;

let clinic: FaultClinic;
let printer: VirtualPrinter;
beforeAll(async () => {
  clinic = await openFaultClinic();
  printer = await startVirtualPrinter();
});
afterAll(async () => {
  await printer.stop();
  await clinic.close();
});

test('a kiosk killed at any step has every ticket that came out in its store, and gives no number twice', async () => {
  const env = await clinic.newKiosk({ env: { ANTEROOM_PRINTER: `tcp://127.0.0.1:${printer.port}` } });
  const issued: Issued = new Map();
  let kiosk = await clinic.startKiosk(env);
  const choices = await choicesOf(kiosk);
  const killed = new Map<string, number>();
  for (let run = 0; run < plan.runs; run += 1) {
    for (const point of POINTS) {
      for (let n = between(plan.random, 0, 2); n > 0; n -= 1) await checkInAndNote(kiosk, choices, issued);
      await dieAt(kiosk, point, choices, issued);
      killed.set(point, (killed.get(point) ?? 0) + 1);
      kiosk = await clinic.startKiosk(env);
      const { visits } = await kiosk.ask('store', {});
      const tokens = new Set(visits.map(({ token }) => token));
      // Told or printed, then durable, under the same number.
      for (const [uid, token] of issued) expect(visits).toContainEqual({ uid, token });
      for (const label of papers()) expect([...tokens].some((token) => token.endsWith(label))).toBe(true);
      for (const { uid, token } of visits) issued.set(uid, token);
      expect(findReused(issued)).toEqual([]);
    }
  }
  expect([...killed.values()]).toEqual(POINTS.map(() => plan.runs));
  await until(
    async () => (await kiosk.ask('store', {})).outbox === 0,
    () => 'the outbox is not empty',
  );
  expect(await findVisitFaults(clinic, issued)).toEqual([]);
  expect(papersByLabel().filter(([, count]) => count > 1)).toEqual([]);
  expect(papers().length).toBeGreaterThan(plan.runs);
});

async function checkInAndNote(kiosk: KioskProcess, choices: Choices, issued: Issued): Promise<void> {
  const { visitUid } = await kiosk.ask('checkIn', { input: aPatient(choices) });
  const { visits } = await kiosk.ask('store', {});
  issued.set(visitUid, visits.find(({ uid }) => uid === visitUid)!.token);
}

async function dieAt(
  kiosk: KioskProcess,
  point: (typeof POINTS)[number],
  choices: Choices,
  issued: Issued,
): Promise<void> {
  const isPrinting = point === 'first_byte' || point === 'paper_out';
  if (isPrinting) {
    await until(
      () => printer.idle(),
      () => 'the printer does not come to an end',
    );
    const [bytes, pieces] = [printer.bytesReceived, printer.pieces.length];
    const watch = printer.onChange(() => {
      // Beyond what it is asked before a ticket: into the ticket itself.
      const isThere = point === 'first_byte' ? printer.bytesReceived > bytes + 60 : printer.pieces.length > pieces;
      if (isThere) kiosk.child.kill('SIGKILL');
    });
    await checkInAndNote(kiosk, choices, issued).catch(() => undefined);
    await kiosk.ended;
    watch();
  } else {
    await kiosk.ask('dieAt', { step: point });
    await checkInAndNote(kiosk, choices, issued).catch(() => undefined);
    await kiosk.ended;
  }
  await until(
    () => printer.idle(),
    () => 'the printer does not come to an end',
  );
}

/** Tokens on first tickets; a copy says that it is one. */
function papers(): string[] {
  printer.tearOff();
  return printer.pieces
    .filter(({ text }) => !text.includes('COPY'))
    .flatMap(({ text }) => /\b[A-Z]{1,2}-\d{3}\b/u.exec(text)?.[0] ?? []);
}

function papersByLabel(): [string, number][] {
  const counts = new Map<string, number>();
  for (const label of papers()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts];
}
