import pg from 'pg';

/** Any number of our own. */
const HOUSEKEEPING_LOCK = 4_711_007;

export type HeldLock = {
  /** The connection that has the lock: work done over it is done by its holder, or not at all. */
  client: pg.Client;
  isHeld(): boolean;
  release(): Promise<void>;
};

/**
 * Takes the lock that one hub process in all holds while it lives; null when another has it. It belongs to a connection of
 * its own, so that it is free again the moment its holder dies, stops or loses the database.
 */
export async function takeLock(url: string): Promise<HeldLock | null> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'anteroom-hub-housekeeping',
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
    keepAlive: true,
  });
  let held = false;
  const lose = () => (held = false);
  client.on('error', lose);
  client.on('end', lose);
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      HOUSEKEEPING_LOCK,
    ]);
    held = rows[0]?.taken === true;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  const release = async () => {
    held = false;
    await client.end().catch(() => undefined);
  };
  if (held) return { client, isHeld: () => held, release };
  await release();
  return null;
}
