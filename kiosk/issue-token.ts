import { sql } from 'drizzle-orm';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { tokenCounter } from '#shared/device/db/schema.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import { tokenSchema, type Lane, type Token } from '#shared/domain/token.ts';

/** The next number of a lane's service day. It is issued when the caller's transaction commits, and never again. */
export function issueToken(tx: DeviceTransaction, lane: Lane, businessDate: BusinessDate): Token {
  const { lastNumber } = tx
    .insert(tokenCounter)
    .values({ lane, businessDate, lastNumber: 1 })
    .onConflictDoUpdate({
      target: [tokenCounter.lane, tokenCounter.businessDate],
      set: { lastNumber: sql`${tokenCounter.lastNumber} + 1` },
    })
    .returning()
    .get();
  const token = tokenSchema.safeParse({ lane, businessDate, number: lastNumber });
  if (!token.success) throw new AppError('token.numbers_exhausted', { lane, businessDate });
  return token.data;
}
