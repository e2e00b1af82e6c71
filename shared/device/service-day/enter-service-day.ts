import { Temporal } from 'temporal-polyfill';
import type { DeviceDatabase, DeviceReader, DeviceTransaction } from '#shared/device/db/device-database.ts';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { advanceServiceDay, serviceDayOf, type BusinessDate, type ServiceDayRule } from '#shared/domain/service-day.ts';
import { readServiceDay, saveBusinessDate, saveConfirmedDate, type StoredServiceDay } from './service-day.store.ts';

/**
 * The service day to work in now. It never goes back. A clock that is suddenly more than a day ahead may be wrong, and
 * a wrong day cannot be taken back. So the hub's clock is gone by, as far as this one was off when it last answered;
 * where that cannot be right any more either, throws `clock.jumped`: the hub must be asked anew.
 */
export function enterServiceDay(tx: DeviceTransaction, rule: ServiceDayRule, now: Instant): BusinessDate {
  const stored = readServiceDay(tx);
  const computed = computeDay(stored, rule, now);
  if (computed === null) {
    throw new AppError('clock.jumped', { last: stored.businessDate, clock: serviceDayOf(now, rule) });
  }
  const today = advanceServiceDay(earliestDay(stored), computed);
  if (today !== stored.businessDate) saveBusinessDate(tx, today);
  return today;
}

/** The service day to show, without entering it: the stored one while the clock is in doubt. */
export function currentServiceDay(stored: StoredServiceDay, rule: ServiceDayRule, now: Instant): BusinessDate | null {
  const computed = computeDay(stored, rule, now);
  return computed === null ? stored.businessDate : advanceServiceDay(earliestDay(stored), computed);
}

/**
 * Follows the calendar while the device runs, so that a quiet weekend without a network is not taken for a jump. Does
 * nothing when the clock is in doubt or the device is not yet in use.
 */
export function followServiceDay(db: DeviceDatabase, now: Instant): void {
  writeTransaction(db, (tx) => {
    const stored = readServiceDay(tx);
    if (stored.businessDate === null) return;
    const computed = computeDay(stored, requireIdentity(tx).location, now);
    if (computed !== null && computed > stored.businessDate) saveBusinessDate(tx, computed);
  });
}

/** The hub's clock has spoken: days up to its own are no jump. */
export function confirmServiceDay(tx: DeviceTransaction, rule: ServiceDayRule, hubNow: Instant): void {
  const hubDay = serviceDayOf(hubNow, rule);
  if (readServiceDay(tx).confirmedDate !== hubDay) saveConfirmedDate(tx, hubDay);
}

/** The day that the clock tells and `enterServiceDay` would refuse; null when it would not. */
export function doubtfulDay(reader: DeviceReader, rule: ServiceDayRule, now: Instant): BusinessDate | null {
  return isClockInDoubt(reader, rule, now) ? serviceDayOf(now, rule) : null;
}

/**
 * Somebody who stands before the machine says that it is this day. Throws `clock.jumped` when the clock tells another: what
 * was read off the screen is not what is to be vouched for.
 */
export function vouchForDay(
  db: DeviceDatabase,
  rule: ServiceDayRule,
  { businessDate, now }: { businessDate: BusinessDate; now: Instant },
): void {
  if (serviceDayOf(now, rule) !== businessDate) throw new AppError('clock.jumped', { clock: serviceDayOf(now, rule) });
  writeTransaction(db, (tx) => saveConfirmedDate(tx, businessDate));
}

/** Whether `enterServiceDay` would refuse: the clock is more than a day ahead and the hub has not vouched for it. */
export function isClockInDoubt(reader: DeviceReader, rule: ServiceDayRule, now: Instant): boolean {
  return computeDay(readServiceDay(reader), rule, now) === null;
}

/** By the hub's clock, or by this one's where it has been set right since; null when neither can be right. */
function computeDay(stored: StoredServiceDay, rule: ServiceDayRule, now: Instant): BusinessDate | null {
  const instants = stored.clockOff === null ? [now] : [now + stored.clockOff, now];
  const days = instants.map((instant) => serviceDayOf(instant, rule));
  return days.find((day) => !isDoubtful(stored, day)) ?? null;
}

function isDoubtful(stored: StoredServiceDay, computed: BusinessDate): boolean {
  const earliest = earliestDay(stored);
  if (earliest === null) return false;
  const farthest = Temporal.PlainDate.from(earliest).add({ days: 1 }).toString();
  return computed > farthest && computed > (stored.confirmedDate ?? earliest);
}

/** The very first day is not before the hub's word on it: a machine may wake up in 1970. */
function earliestDay({ businessDate, confirmedDate }: StoredServiceDay): BusinessDate | null {
  return businessDate ?? confirmedDate;
}
