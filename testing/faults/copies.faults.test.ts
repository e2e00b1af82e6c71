import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan } from './fault-plan.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { until } from './until.ts';

const plan = faultPlan('clone and restore of the device database', 50);
/** How a store comes to stand twice: on another machine; put back from a copy; or put back with all that lay beside it. */
const WAYS = ['cloned', 'database put back', 'folder put back'] as const;

let clinic: FaultClinic;
let copies: string;
let choices: Choices;
beforeAll(async () => {
  clinic = await openFaultClinic();
  copies = mkdtempSync(join(tmpdir(), 'anteroom-copies-'));
});
afterAll(async () => {
  await clinic.close();
  rmSync(copies, { recursive: true });
});

test('a store that was cloned or put back goes on under a lane of its own, and nothing of either is lost', async () => {
  const issued: Issued = new Map();
  /** On paper, and not in any store any more. */
  for (let run = 0; run < plan.runs; run += 1) {
    const way = WAYS[run % WAYS.length]!;
    const env = await clinic.newKiosk();
    let kiosk = await clinic.startKiosk(env);
    choices = await choicesOf(kiosk);
    await register(kiosk, between(plan.random, 1, 4), issued);
    if (plan.random() < 0.5) await emptied(kiosk);
    const before = await kiosk.ask('store', {});
    await kiosk.kill();
    const copy = join(copies, String(run));
    cpSync(env['ANTEROOM_DATA_DIR']!, copy, { recursive: true });

    kiosk = await clinic.startKiosk(env);
    await register(kiosk, between(plan.random, 1, 4), issued);
    // What is put back over would else be known to nobody.
    await emptied(kiosk);
    let twin: KioskProcess;
    if (way === 'cloned') {
      twin = await clinic.startKiosk({ ...env, ANTEROOM_DATA_DIR: copy, FAULT_MACHINE: randomUUID() });
    } else {
      await kiosk.kill();
      putBack(copy, env['ANTEROOM_DATA_DIR']!, way);
      twin = await clinic.startKiosk(env);
    }
    await until(
      async () => {
        const { blockedBy, incarnation } = await twin.ask('store', {});
        return blockedBy === null && incarnation !== before.incarnation;
      },
      async () => `${way}: not told from the other, ${JSON.stringify((await twin.ask('state', {})).sync)}`,
    );
    await register(twin, between(plan.random, 1, 3), issued);
    await emptied(twin);
    expect((await twin.ask('store', {})).lane).not.toBe(before.lane);
    if (way === 'cloned') {
      await register(kiosk, 1, issued);
      await emptied(kiosk);
      await kiosk.stop();
    }
    await twin.stop();
  }
  expect(findReused(issued)).toEqual([]);
  expect(await findVisitFaults(clinic, issued)).toEqual([]);
  const conflicts = await clinic.rows<{ n: string }>(
    "SELECT count(*) AS n FROM offline_sync_logs WHERE sync_status <> 'synced'",
  );
  expect(Number(conflicts[0]!.n)).toBe(0);
});

function putBack(copy: string, folder: string, way: (typeof WAYS)[number]): void {
  if (way === 'folder put back') rmSync(folder, { recursive: true });
  else for (const name of ['', '-wal', '-shm']) rmSync(join(folder, `kiosk.sqlite${name}`), { force: true });
  cpSync(copy, folder, {
    recursive: true,
    // The note of how far the store had come stays as it was.
    filter: (file) => way === 'folder put back' || !file.endsWith('.witness'),
  });
}

async function register(kiosk: KioskProcess, people: number, issued: Issued): Promise<void> {
  for (let n = 0; n < people; n += 1) {
    const { visitUid } = await kiosk.ask('checkIn', { input: aPatient(choices) });
    const { visits } = await kiosk.ask('store', {});
    issued.set(visitUid, visits.find(({ uid }) => uid === visitUid)!.token);
  }
}

async function emptied(kiosk: KioskProcess): Promise<void> {
  await until(
    async () => (await kiosk.ask('store', {})).outbox === 0,
    async () => JSON.stringify((await kiosk.ask('state', {})).sync),
  );
}
