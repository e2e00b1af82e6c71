import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { openIncarnation } from '#shared/device/op-log/open-incarnation.ts';
import { DAY_MS, LOCATION, newFolder, NOON, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { bearWitness, detectCopy, type StoreHome } from './detect-copy.ts';
import { requireIdentity, saveIdentity } from './identity.store.ts';
import { listHoles } from './list-holes.ts';

let folder: string;
let db: DeviceDatabase;
let home: StoreHome;

beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
  home = { machine: null, witnessFile: join(folder, 'kiosk.witness') };
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

function write(count: number): void {
  const { incarnation } = requireIdentity(db);
  const rest = { kind: 'tea.made', baseRev: null, schemaVersion: 1, recordedAt: NOON, businessDate: '2026-03-14' };
  writeTransaction(db, (tx) => {
    for (let n = 0; n < count; n += 1) {
      appendOp(tx, incarnation, { ...rest, opId: randomUUID(), entityUid: randomUUID(), payload: '{}' });
    }
  });
  bearWitness(db, home);
}

/** As at a start with the store as it was when `state` was taken: only the notes beside it are of today. */
function startWith(state: Buffer): string | null {
  closeDatabase(db);
  writeFileSync(join(folder, 'kiosk.sqlite'), state);
  db = openDatabase({ file: join(folder, 'kiosk.sqlite') });
  detectCopy(db, home);
  return requireIdentity(db).blockedBy;
}
function stateNow(): Buffer {
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
  return readFileSync(join(folder, 'kiosk.sqlite'));
}

test('a store that is where it was goes on', () => {
  write(3);
  expect(startWith(stateNow())).toBeNull();
  expect(listHoles(db, home.witnessFile)).toEqual([]);
});

test('an older state of the store issues nothing, and the hub is told what it has lost', () => {
  write(2);
  const older = stateNow();
  write(3);
  const { incarnation } = requireIdentity(db);
  expect(startWith(older)).toBe('device.forked');
  expect(listHoles(db, home.witnessFile)).toEqual([{ incarnation, fromSeq: 3, toSeq: 5 }]);
});

test('a state from before the present life began is known as old, too', () => {
  write(2);
  const older = stateNow();
  const former = requireIdentity(db);
  write(2);
  const incarnation = randomUUID();
  writeTransaction(db, (tx) => {
    openIncarnation(tx, incarnation, NOON + DAY_MS, LOCATION.uid);
    saveIdentity(tx, { ...former, incarnation, lane: 'C' });
  });
  write(1);
  expect(startWith(older)).toBe('device.forked');
  expect(listHoles(db, home.witnessFile)).toEqual([
    { incarnation: former.incarnation, fromSeq: 3, toSeq: 4 },
    { incarnation, fromSeq: 1, toSeq: 1 },
  ]);
});

test('a note of an earlier build counts, and one that cannot be read does not', () => {
  write(1);
  const { incarnation } = requireIdentity(db);
  writeFileSync(home.witnessFile, 'torn');
  expect(startWith(stateNow())).toBeNull();
  writeFileSync(home.witnessFile, JSON.stringify({ incarnation, lastSeq: 2 }));
  expect(startWith(stateNow())).toBe('device.forked');
});
