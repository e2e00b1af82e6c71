import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import type { DeviceLog } from '#shared/device/device-log.ts';
import { saveIdentity, type DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { openIncarnation } from '#shared/device/op-log/open-incarnation.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import type { Location } from '#shared/protocol/entities.ts';
import type { CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';

/** Noon of a Saturday in London. */
export const NOON = Date.UTC(2026, 2, 14, 12);
export const DAY_MS = 86_400_000;

export const LOCATION: Location = {
  uid: '0198c5a0-0000-7000-8000-0000000000a0',
  name: { text: 'Harbour Clinic', translations: { ar: 'عيادة الميناء' } },
  timeZone: 'Europe/London',
  cutoverHour: 4,
  language: 'en',
  country: 'GB',
};

export const SERVICE_UID = '0198c5a0-0000-7000-8000-0000000000b0';
export const DOCTOR_UID = '0198c5a0-0000-7000-8000-0000000000c0';

export const silentLog: DeviceLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'anteroom-device-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function makeIdentity(change: Partial<DeviceIdentity> = {}): DeviceIdentity {
  return {
    deviceUid: randomUUID(),
    deviceKey: 'a-key',
    deviceName: 'Entrance',
    hubUrl: 'http://127.0.0.1:1',
    incarnation: randomUUID(),
    lane: 'A',
    hubEpoch: '0198c5a0-0000-7000-8000-0000000000e0',
    location: LOCATION,
    blockedBy: null,
    pairedAt: NOON,
    ...change,
  };
}

/** As pairing leaves a device that has read the feed: one open service with one doctor. */
export function openPairedDevice(folder: string, change: Partial<DeviceIdentity> = {}): DeviceDatabase {
  const db = openDatabase({ file: join(folder, 'kiosk.sqlite') });
  const identity = makeIdentity(change);
  writeTransaction(db, (tx) => {
    saveIdentity(tx, identity);
    openIncarnation(tx, identity.incarnation, NOON, identity.location.uid);
    storeFeedPage(tx, { stream: 'queue', rows: clinicRows(), head: 2 });
  });
  return db;
}

export function reopen(db: DeviceDatabase, folder: string): DeviceDatabase {
  closeDatabase(db);
  return openDatabase({ file: join(folder, 'kiosk.sqlite') });
}

export function clinicRows() {
  const service = {
    uid: SERVICE_UID,
    name: { text: 'General practice', translations: { ar: 'طب عام' } },
    waitingArea: { text: 'Area 1' },
    averageMinutes: 12,
    position: 1,
    active: true,
  };
  const doctor = {
    uid: DOCTOR_UID,
    name: { text: 'Dr Okafor' },
    specialty: null,
    serviceUid: SERVICE_UID,
    stationUid: null,
    position: 1,
    active: true,
  };
  return [
    { seq: 1, entity: 'service', uid: SERVICE_UID, rev: 1, payload: service },
    { seq: 2, entity: 'doctor', uid: DOCTOR_UID, rev: 1, payload: doctor },
  ];
}

export function makeCheckIn(change: Partial<CheckInInput> = {}): CheckInInput {
  return {
    idempotencyKey: v7(),
    patient: { firstName: 'Amira', lastName: "O'Neil", birthDate: '1990-02-03', phone: '+44 20 7946 0958' },
    serviceUid: SERVICE_UID,
    doctorUid: null,
    language: 'en',
    ...change,
  };
}
