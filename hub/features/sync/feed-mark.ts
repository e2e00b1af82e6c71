import { sql } from 'drizzle-orm';
import { feed } from '#hub/db/schema/sync.ts';

/**
 * When a row was written, to the microsecond: a feed that was restored and written on has another row under the same
 * number, and that one another mark.
 */
export const feedMark = sql<string>`(extract(epoch FROM ${feed.createdAt}) * 1000000)::bigint::text`;
