import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { closeDatabase, writeTransaction } from './device-database.ts';
import { openDatabase } from './open-database.ts';
import { serviceDay } from './schema.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'kiosk.sqlite');
});
afterEach(() => removeFolder(folder));

describe('opening the store', () => {
  it('is durable, in WAL, with foreign keys, every time', () => {
    for (let time = 0; time < 2; time += 1) {
      const db = openDatabase({ file });
      const pragma = (name: string): unknown => db.$client.pragma(name, { simple: true });
      expect(pragma('journal_mode')).toBe('wal');
      expect(pragma('synchronous')).toBe(2);
      expect(pragma('foreign_keys')).toBe(1);
      expect(pragma('busy_timeout')).toBe(5000);
      closeDatabase(db);
    }
  });

  it('makes its folder for this user alone', () => {
    closeDatabase(openDatabase({ file: join(folder, 'new/data/kiosk.sqlite') }));
    expect(statSync(join(folder, 'new/data')).mode & 0o077).toBe(0);
  });

  it.each([
    ['is no database', () => writeFileSync(file, 'patients.csv\n'.repeat(500))],
    [
      'is torn in the middle',
      () => {
        closeDatabase(openPairedDevice(folder));
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 4096, bytes.length - 4096);
        writeFileSync(file, bytes);
      },
    ],
  ])('leaves a file that %s as it is, and says so', (_what, spoil) => {
    spoil();
    const before = readFileSync(file);
    expect(() => openDatabase({ file })).toThrow(expect.objectContaining({ code: 'device.database_damaged' }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is not shared with a second program', () => {
    const db = openDatabase({ file, exclusive: true });
    expect(() => openDatabase({ file, exclusive: true, busyTimeoutMs: 10 })).toThrow(
      expect.objectContaining({ code: 'device.database_locked' }),
    );
    closeDatabase(db);
    closeDatabase(openDatabase({ file, exclusive: true }));
  });

  it('is not written by an older version than the last', () => {
    const db = openDatabase({ file });
    db.$client.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('from-the-future', 9e15)");
    closeDatabase(db);
    expect(() => openDatabase({ file })).toThrow(expect.objectContaining({ code: 'device.database_newer' }));
  });

  it('says when there is no room, and has written nothing', () => {
    const db = openDatabase({ file });
    db.$client.pragma(`max_page_count = ${String(db.$client.pragma('page_count', { simple: true }))}`);
    const write = () =>
      writeTransaction(db, (tx) => {
        tx.update(serviceDay).set({ businessDate: '2026-03-14' }).run();
        db.$client
          .prepare('INSERT INTO op_log (incarnation, last_hash, opened_at) VALUES (?, ?, 0)')
          .run('x'.repeat(99_999), '');
      });
    expect(write).toThrow(expect.objectContaining({ code: 'device.disk_full' }));
    expect(db.select().from(serviceDay).get()?.businessDate).toBeNull();
    closeDatabase(db);
  });

  it('says when the path cannot be opened', () => {
    writeFileSync(join(folder, 'a-file'), '');
    expect(() => openDatabase({ file: join(folder, 'a-file/kiosk.sqlite') })).toThrow(
      expect.objectContaining({ code: 'device.database_unopenable' }),
    );
  });
});
