import pg from 'pg';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { keepStatements } from './keep-statements.ts';
import { sendTogether } from './send-together.ts';

export type Database = NodePgDatabase & { $client: pg.Pool };
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: it runs in a transaction and outside of one. */
export type Queryable = NodePgDatabase | Transaction;

export type OpenDatabase = { pool: pg.Pool; db: Database; close(): Promise<void> };

/**
 * A pool of connections. `onError` hears of connections that break while idle; without a listener one of them would end
 * the process. Statements of a hub are short: one that runs for 30 s, or a transaction forgotten for a minute, is cut off.
 */
export function openDatabase(url: string, onError: (error: Error) => void, maxConnections = 10): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'anteroom-hub',
    pipeline: true,
  });
  pool.on('error', onError);
  // One that breaks while it is in use fails its query, and says so a second time as an event, which unheard would end
  // the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    keepStatements(client);
    sendTogether(client);
  });
  return { pool, db: drizzle(pool), close: () => pool.end() };
}
