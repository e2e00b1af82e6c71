import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { checkIn } from '#kiosk/check-in.ts';
import { findPatient } from '#kiosk/lookup/find-patient.ts';
import { makeCheckIn, newFolder, NOON, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { closeDatabase } from './device-database.ts';
import type { KeyProtection } from './key-file.ts';
import { openDatabase } from './open-database.ts';
import { op, patient } from './schema.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const FILE = 'kiosk.sqlite';
const PERSON = {
  firstName: 'Zwjetlana',
  lastName: 'Quxley-Ødegård',
  birthDate: '1961-02-03',
  phone: '+442079460958',
  gender: 'undisclosed',
} as const;
const SECRETS = ['Zwjetlana', 'Quxley', 'degård', '2079460958', 'itchy elbow', '1961-02-03', 'undisclosed'];

function checkInOne(keyProtection?: KeyProtection) {
  const db = openPairedDevice(folder);
  closeDatabase(db);
  const open = openDatabase({ file: join(folder, FILE), keyProtection });
  checkIn({ db: open, clock: () => NOON, ids: () => v7() }, makeCheckIn({ patient: PERSON, reason: 'itchy elbow' }));
  return open;
}

/** Every byte that the store has on disk, the write-ahead log too. */
function bytesOnDisk(): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

describe('personal data on the device', () => {
  it('leaves no byte of a name, a birth date, a gender, a phone number or a reason in the file or its log, and is read as before', () => {
    const db = checkInOne();
    expect(readdirSync(folder)).toContain(`${FILE}-wal`);
    for (const secret of SECRETS) expect(bytesOnDisk().includes(secret)).toBe(false);
    expect(db.select().from(patient).get()).toMatchObject(PERSON);
    expect(db.select().from(op).get()?.payload).toContain('Quxley');
    closeDatabase(db);
    for (const secret of SECRETS) expect(bytesOnDisk().includes(secret)).toBe(false);
  });

  it('is sealed with a key that this user alone may read', () => {
    closeDatabase(checkInOne());
    expect(statSync(join(folder, `${FILE}.key`)).mode & 0o777).toBe(0o600);
  });

  it('of a store from before there was a key is sealed when it is opened', () => {
    closeDatabase(checkInOne());
    const file = join(folder, FILE);
    // As an earlier build left it.
    const plain = new Database(file);
    plain.exec('DROP TRIGGER op_is_append_only; DELETE FROM store_key;');
    plain.exec(`UPDATE patient SET first_name = 'Zwjetlana', last_name = 'Quxley', phone = '2079460958';
      UPDATE patient SET birth_date = '1961-02-03', gender = 'undisclosed', match_mark = NULL;
      UPDATE op SET payload = '{"name":"Zwjetlana"}'; UPDATE visit SET reason = 'itchy elbow';
      UPDATE print_job SET ticket = '{}'; UPDATE device_identity SET device_key = 'the device key';
      CREATE TRIGGER op_is_append_only BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'op is append-only'); END;`);
    plain.close();
    rmSync(`${file}.key`);
    expect(bytesOnDisk().includes('Zwjetlana')).toBe(true);
    const db = openDatabase({ file });
    for (const secret of [...SECRETS, 'the device key']) expect(bytesOnDisk().includes(secret)).toBe(false);
    expect(db.select().from(patient).get()?.firstName).toBe('Zwjetlana');
    expect(() => db.$client.exec("UPDATE op SET payload = '{}'")).toThrow('append-only');
    closeDatabase(db);
  });

  it('of a store whose birth dates were in the clear is sealed when it is opened, and people are found again', () => {
    closeDatabase(checkInOne());
    const file = join(folder, FILE);
    const plain = new Database(file);
    plain.exec("UPDATE patient SET birth_date = '1961-02-03', gender = 'undisclosed', match_mark = NULL");
    plain.close();
    expect(bytesOnDisk().includes('1961-02-03')).toBe(true);
    const db = openDatabase({ file });
    for (const secret of SECRETS) expect(bytesOnDisk().includes(secret)).toBe(false);
    expect(db.select().from(patient).get()).toMatchObject(PERSON);
    const given = { phone: '020 7946 0958', birthDate: PERSON.birthDate };
    expect(findPatient(db, given, 'GB')).toMatchObject(PERSON);
    expect(findPatient(db, { ...given, birthDate: '1961-02-04' }, 'GB')).toBeNull();
    closeDatabase(db);
  });

  it('is marked in another way in every store', () => {
    const marks = [1, 2].map(() => {
      const db = checkInOne();
      const mark = db.select().from(patient).get()?.matchMark;
      closeDatabase(db);
      removeFolder(folder);
      folder = newFolder();
      return mark;
    });
    expect(marks[0]).toMatch(/^[\w-]{43}$/u);
    expect(marks[0]).not.toBe(marks[1]);
  });

  it('is not overwritten with another key when its own is missing or was exchanged', () => {
    closeDatabase(checkInOne());
    const [file, keyFile] = [join(folder, FILE), join(folder, `${FILE}.key`)];
    copyFileSync(keyFile, join(folder, 'kept'));
    rmSync(keyFile);
    const open = () => openDatabase({ file });
    expect(open).toThrow(expect.objectContaining({ code: 'device.key_missing' }));
    writeFileSync(keyFile, randomBytes(32));
    expect(open).toThrow(expect.objectContaining({ code: 'device.key_wrong' }));
    writeFileSync(keyFile, 'short');
    expect(open).toThrow(expect.objectContaining({ code: 'device.key_unreadable' }));
    copyFileSync(join(folder, 'kept'), keyFile);
    closeDatabase(open());
  });

  it('can have its key guarded by the host', () => {
    const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
    const file = join(folder, 'guarded.sqlite');
    const keyProtection = { protect: flip, reveal: flip };
    closeDatabase(openDatabase({ file, keyProtection }));
    closeDatabase(openDatabase({ file, keyProtection }));
    expect(() => openDatabase({ file })).toThrow(expect.objectContaining({ code: 'device.key_wrong' }));
  });

  it('has its key guarded from then on, when the host learns to', () => {
    const mark = Buffer.from('guarded:');
    const keyProtection: KeyProtection = {
      protect: (key) => Buffer.concat([mark, key]),
      reveal: (kept) => (kept.subarray(0, mark.length).equals(mark) ? kept.subarray(mark.length) : kept),
    };
    closeDatabase(checkInOne());
    const db = openDatabase({ file: join(folder, FILE), keyProtection });
    expect(db.select().from(patient).get()).toMatchObject(PERSON);
    closeDatabase(db);
    expect(readFileSync(join(folder, `${FILE}.key`)).subarray(0, mark.length)).toEqual(mark);
    closeDatabase(openDatabase({ file: join(folder, FILE), keyProtection }));
  });
});
