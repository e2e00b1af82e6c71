import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { AppError } from '#shared/domain/errors.ts';
import { loadKey, type KeyProtection } from './key-file.ts';
import { hasUnmarkedPatients, markPatients } from './mark-patients.ts';
import { keyIdOf, useKey } from './sealing.ts';

/** Columns of `schema.ts` that are sealed. */
const SEALED = [
  ['device_identity', ['device_key', 'match_key']],
  ['op', ['payload']],
  ['patient', ['first_name', 'last_name', 'birth_date', 'phone', 'gender']],
  ['visit', ['reason']],
  ['print_job', ['ticket']],
] as const;

/**
 * Makes the store's sealed columns usable on this connection. A store from before there was a key is sealed now, all of
 * it or nothing. Throws `device.key_missing` and `device.key_wrong` rather than begin a second key beside the first.
 */
export function openSeal(client: Database.Database, keyFile: string | null, protection?: KeyProtection): void {
  const known = client.prepare('SELECT key_id AS keyId FROM store_key').get() as { keyId: string } | undefined;
  const key = keyFile === null ? randomBytes(32) : loadKey(keyFile, !known, protection);
  if (known && known.keyId !== keyIdOf(key)) throw new AppError('device.key_wrong', { file: keyFile });
  useKey(client, key);
  if (known && !hasUnmarkedPatients(client)) return;
  client
    .transaction(() => {
      if (!known) sealStore(client, keyIdOf(key));
      markPatients(client);
    })
    .immediate();
  // What was in the clear leaves the log as well as the file.
  client.pragma('wal_checkpoint(TRUNCATE)');
}

function sealStore(client: Database.Database, keyId: string): void {
  const { sql } = client.prepare("SELECT sql FROM sqlite_master WHERE name = 'op_is_append_only'").get() as {
    sql: string;
  };
  client.exec('DROP TRIGGER op_is_append_only');
  for (const [table, columns] of SEALED) {
    const changes = columns.map((column) => `${column} = seal(${column})`).join(', ');
    client.exec(`UPDATE ${table} SET ${changes}`);
  }
  client.exec(sql);
  client.prepare('INSERT INTO store_key (id, key_id) VALUES (1, ?)').run(keyId);
}
