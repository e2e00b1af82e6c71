import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const OWNER_LOCK = 4_711_002;

export type OwnerLock = { lost: Promise<void>; release(): Promise<void> };

/**
 * Says "this hub runs that server". It is a lock on a connection, so it dies with the process that holds it, however
 * that one ends; a pid in a file would outlive it and be given to another process. Null: another hub has it.
 */
export async function takeOwnerLock(url: string): Promise<OwnerLock | null> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'anteroom-owner' });
  const lost = Promise.withResolvers<void>();
  client.on('error', () => lost.resolve());
  client.on('end', () => lost.resolve());
  await client.connect();
  // The connection of a hub that was killed a moment ago may not have been noticed yet.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [OWNER_LOCK]);
    if (rows[0]?.taken) return { lost: lost.promise, release: () => client.end() };
    await sleep(100);
  }
  await client.end();
  return null;
}
