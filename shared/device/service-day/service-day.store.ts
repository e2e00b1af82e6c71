import type { DeviceReader, DeviceTransaction } from '#shared/device/db/device-database.ts';
import { serviceDay } from '#shared/device/db/schema.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';

/**
 * `businessDate`: the latest day this device has worked in. `confirmedDate`: the latest that the hub has vouched for.
 * `clockOff`: how far the hub's clock was ahead of this machine's when it last answered, in ms.
 */
export type StoredServiceDay = {
  businessDate: BusinessDate | null;
  confirmedDate: BusinessDate | null;
  clockOff: number | null;
};

export function readServiceDay(reader: DeviceReader): StoredServiceDay {
  const row = reader.select().from(serviceDay).get();
  const { businessDate = null, confirmedDate = null, clockOff = null } = row ?? {};
  return { businessDate, confirmedDate, clockOff };
}

/** The hub's clock when it last answered; null before it ever did. */
export function readHubTime(reader: DeviceReader): Instant | null {
  return reader.select().from(serviceDay).get()?.hubTime ?? null;
}

/** `now`: what this machine's clock shows as the hub's answer comes. */
export function saveHubTime(tx: DeviceTransaction, hubTime: Instant, now: Instant): void {
  tx.update(serviceDay)
    .set({ hubTime, clockOff: hubTime - now })
    .run();
}

export function saveBusinessDate(tx: DeviceTransaction, businessDate: BusinessDate): void {
  tx.update(serviceDay).set({ businessDate }).run();
}

export function saveConfirmedDate(tx: DeviceTransaction, confirmedDate: BusinessDate): void {
  tx.update(serviceDay).set({ confirmedDate }).run();
}
