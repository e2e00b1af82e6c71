import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#testing/virtual-printer/virtual-printer.ts';
import { findReused, findVisitFaults, type Issued } from './check-visits.ts';
import { aPatient, choicesOf, openFaultClinic, type FaultClinic } from './fault-clinic.ts';
import { between, faultPlan } from './fault-plan.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { until } from './until.ts';

const plan = faultPlan('disk full', 20);
const disk = mountSmallDisk(16);
if ('refused' in disk) process.stderr.write(`disk full: skipped, ${disk.refused}\n`);
/** What staff or a patient may be told; none of them may make anybody delete what is in the store. */
const OFFERS_TO_WIPE = /\b(wipe|reset|delete|erase|format)\b(?! anything)/iu;

let clinic: FaultClinic;
let printer: VirtualPrinter;
beforeAll(async () => {
  clinic = await openFaultClinic();
  printer = await startVirtualPrinter();
});
afterAll(async () => {
  await printer.stop();
  await clinic.close();
  if (!('refused' in disk)) disk.unmount();
});

test.skipIf('refused' in disk)(
  'a full disk refuses before anything is printed, says so, and all goes on when there is room again',
  async () => {
    const small = disk as SmallDisk;
    const env = await clinic.newKiosk({
      folder: join(small.folder, 'kiosk'),
      env: { ANTEROOM_PRINTER: `tcp://127.0.0.1:${printer.port}` },
    });
    let kiosk = await clinic.startKiosk(env);
    const choices = await choicesOf(kiosk);
    const issued: Issued = new Map();
    for (let run = 0; run < plan.runs; run += 1) {
      small.fill(between(plan.random, 0, 200_000));
      const refusals = await untilRefused(kiosk, async () => kiosk.ask('checkIn', { input: aPatient(choices) }));
      expect(refusals).toEqual(['device.disk_full', 'device.disk_full', 'device.disk_full']);
      await printed();
      const durable = await visitsOf(kiosk);
      expect(papers().filter((label) => ![...durable.values()].some((token) => token.endsWith(label)))).toEqual([]);
      const again = run % 2 === 1 ? await startOnFullDisk(kiosk, env, small) : { kiosk, words: null };
      ({ kiosk } = again);
      expect(again.words ?? 'The disk is full').toMatch(/^The disk is full/u);
      expect(again.words ?? '').not.toMatch(OFFERS_TO_WIPE);
      small.free();
      const { visitUid } = await kiosk.ask('checkIn', { input: aPatient(choices) });
      const now = await visitsOf(kiosk);
      expect(now.has(visitUid)).toBe(true);
      // Nothing that was there has gone, and every refused patient left nothing behind.
      for (const [uid, token] of durable) expect(now.get(uid)).toBe(token);
      expect(now.size).toBe(durable.size + 1);
      for (const [uid, token] of now) issued.set(uid, token);
      await until(
        async () => (await kiosk.ask('store', {})).outbox === 0,
        async () => JSON.stringify((await kiosk.ask('state', {})).sync),
      );
    }
    expect(findReused(issued)).toEqual([]);
    expect(await findVisitFaults(clinic, issued)).toEqual([]);
    for (const file of ['shared/ui', 'kiosk/renderer']) {
      const texts = JSON.parse(readFileSync(`${file}/texts/en.json`, 'utf8')) as Record<string, string>;
      expect(texts['error.device.disk_full']).not.toMatch(OFFERS_TO_WIPE);
    }
  },
);

/** Registers people until three in a row are refused; the codes of those. */
async function untilRefused(kiosk: KioskProcess, register: () => Promise<unknown>): Promise<string[]> {
  const codes: string[] = [];
  for (let tries = 0; tries < 500 && codes.length < 3; tries += 1) {
    try {
      await register();
      codes.length = 0;
    } catch (error) {
      codes.push(error instanceof AppError ? error.code : String(error));
    }
  }
  if (kiosk.child.exitCode !== null) throw new Error((await kiosk.ended).stderr);
  return codes;
}

/** It starts, or says in a line why not and starts when there is room; either way its store stays where it is. */
async function startOnFullDisk(
  kiosk: KioskProcess,
  env: Record<string, string>,
  small: SmallDisk,
): Promise<{ kiosk: KioskProcess; words: string | null }> {
  await kiosk.kill();
  try {
    return { kiosk: await clinic.startKiosk(env), words: null };
  } catch (error) {
    small.free();
    return { kiosk: await clinic.startKiosk(env), words: (error as Error).message };
  }
}

async function visitsOf(kiosk: KioskProcess): Promise<Map<string, string>> {
  const { visits } = await kiosk.ask('store', {});
  return new Map(visits.map(({ uid, token }) => [uid, token]));
}

async function printed(): Promise<void> {
  await until(
    () => printer.idle(),
    () => 'the printer does not come to an end',
  );
}

function papers(): string[] {
  return printer.pieces.flatMap(({ text }) => /\b[A-Z]{1,2}-\d{3}\b/u.exec(text)?.[0] ?? []);
}
