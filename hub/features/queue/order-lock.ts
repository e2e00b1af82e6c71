import { sql } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';

/** The first half of a two-part advisory key: any number of our own. */
const ORDER_LOCK = 4_711;

/**
 * Held by everyone who picks by the order, to the end of the transaction: they do not hinder one another, but while a whole queue
 * is being ordered anew nobody is picked from one half of it.
 */
export async function shareOrder(tx: Transaction, locationId: number): Promise<void> {
  const shared = tx.execute(sql`SELECT pg_advisory_xact_lock_shared(${ORDER_LOCK}, ${keyOf(locationId)})`);
  // Begun at once: what the caller asks for next is picked behind it, even if the caller does not wait for it.
  await shared.execute();
}

/** Held by who orders a location's queues anew. */
export async function holdOrder(tx: Transaction, locationId: number): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${ORDER_LOCK}, ${keyOf(locationId)})`);
}

/** Two locations that share a key only wait for each other. */
function keyOf(locationId: number): number {
  return locationId % 2_147_483_647;
}
