import { kept, type DeviceTransaction } from '#shared/device/db/device-database.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import { tokenSchema, type Lane, type Token } from '#shared/domain/token.ts';

const NEXT_NUMBER = `
  INSERT INTO token_counter (lane, business_date, last_number) VALUES (?, ?, 1)
  ON CONFLICT (lane, business_date) DO UPDATE SET last_number = last_number + 1
  RETURNING last_number AS lastNumber`;

/** The next number of a lane's service day. It is issued when the caller's transaction commits, and never again. */
export function issueToken(tx: DeviceTransaction, lane: Lane, businessDate: BusinessDate): Token {
  const { lastNumber } = kept(tx, NEXT_NUMBER).get(lane, businessDate) as { lastNumber: number };
  const token = tokenSchema.safeParse({ lane, businessDate, number: lastNumber });
  if (!token.success) throw new AppError('token.numbers_exhausted', { lane, businessDate });
  return token.data;
}
