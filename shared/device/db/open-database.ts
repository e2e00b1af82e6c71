import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '#shared/domain/errors.ts';
import { cacheStatements } from './cache-statements.ts';
import { asDatabaseError } from './database-error.ts';
import type { DeviceDatabase } from './device-database.ts';
import type { KeyProtection } from './key-file.ts';
import { openSeal } from './open-seal.ts';
import * as schema from './schema.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/device', import.meta.url));

export type OpenDatabaseOptions = {
  file: string;
  /** Where the migrations lie when the code has been bundled. */
  migrationsFolder?: string;
  /** How long to wait for another connection's write lock. */
  busyTimeoutMs?: number;
  /**
   * Keeps every other program out for as long as it is open: two devices on one file would print each ticket twice.
   * The lock dies with the process, however that ends.
   */
  exclusive?: boolean;
  /** How the host guards the store's key, which lies beside the file as `<file>.key`. */
  keyProtection?: KeyProtection;
};

/**
 * Opens the device's store and brings it up to date. A file that cannot be used is left exactly as it is, and the
 * AppError says why: `device.database_damaged`, `_locked`, `_unwritable`, `_unopenable`, `_newer`, `device.disk_full`,
 * `device.disk_failed`, `device.key_missing`, `device.key_unreadable`, `device.key_wrong`.
 */
export function openDatabase(options: OpenDatabaseOptions): DeviceDatabase {
  const { file, migrationsFolder = MIGRATIONS, busyTimeoutMs = 5000, exclusive = false, keyProtection } = options;
  let client: Database.Database | undefined;
  try {
    makeFolder(file);
    client = new Database(file, { timeout: busyTimeoutMs });
    // Before anything touches the log: WAL in exclusive mode then needs no shared memory file either.
    if (exclusive) client.pragma('locking_mode = EXCLUSIVE');
    setPragmas(client, busyTimeoutMs);
    refuseNewer(client, migrationsFolder);
    const db = drizzle(client, { schema });
    migrate(db, { migrationsFolder });
    checkFile(client);
    openSeal(client, file === ':memory:' ? null : `${file}.key`, keyProtection);
    cacheStatements(client);
    return db;
  } catch (error) {
    client?.close();
    throw asDatabaseError(error);
  }
}

/** Every connection sets all of these itself: SQLite keeps only the first in the file. */
function setPragmas(client: Database.Database, busyTimeoutMs: number): void {
  client.pragma(`busy_timeout = ${busyTimeoutMs}`);
  client.pragma('journal_mode = WAL');
  // WAL's usual NORMAL may roll back commits at power loss, and a printed token with them.
  client.pragma('synchronous = FULL');
  client.pragma('foreign_keys = ON');
  client.pragma('trusted_schema = OFF');
  client.pragma('secure_delete = ON');
}

function makeFolder(file: string): void {
  if (file === ':memory:') return;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('device.database_unopenable', { reason: 'folder' }, { cause });
  }
}

/** A later build may have left tables that this one would write wrongly. */
function refuseNewer(client: Database.Database, migrationsFolder: string): void {
  const table = client.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!table) return;
  const known = new Set(readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash));
  const applied = client.prepare('SELECT hash FROM __drizzle_migrations').all() as { hash: string }[];
  if (applied.some(({ hash }) => !known.has(hash))) throw new AppError('device.database_newer');
}

/** Cheap enough for every start; a patient's record is not written onto a torn page. */
function checkFile(client: Database.Database): void {
  const found = client.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new AppError('device.database_damaged', { check: 'quick_check' });
}
