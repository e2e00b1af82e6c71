import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres/session';
import { PgDialect } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Transaction } from './client.ts';

const dialect = new PgDialect();

/**
 * The query builder on a connection on which a transaction was begun. After `close` it sends nothing more: of statements asked
 * for together one may fail while another's work is still going on, and by then the connection is someone else's.
 */
export function openTransaction(client: pg.PoolClient): { tx: Transaction; close: () => void } {
  let isOpen = true;
  const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  const query = async (...given: unknown[]): Promise<unknown> => {
    if (!isOpen) throw new Error('The transaction is over');
    return ask(...given);
  };
  const session = new NodePgSession({ query } as unknown as pg.PoolClient, dialect, undefined);
  return {
    tx: new NodePgTransaction(dialect, session, undefined) as unknown as Transaction,
    close: () => {
      isOpen = false;
    },
  };
}
