import type { DeviceReader, DeviceTransaction } from '#shared/device/db/device-database.ts';
import { serviceDay } from '#shared/device/db/schema.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';

/** `businessDate`: the latest day this device has worked in. `confirmedDate`: the latest that the hub has vouched for. */
export type StoredServiceDay = { businessDate: BusinessDate | null; confirmedDate: BusinessDate | null };

export function readServiceDay(reader: DeviceReader): StoredServiceDay {
  const row = reader.select().from(serviceDay).get();
  return { businessDate: row?.businessDate ?? null, confirmedDate: row?.confirmedDate ?? null };
}

/** The hub's clock when it last answered; null before it ever did. */
export function readHubTime(reader: DeviceReader): Instant | null {
  return reader.select().from(serviceDay).get()?.hubTime ?? null;
}

export function saveHubTime(tx: DeviceTransaction, hubTime: Instant): void {
  tx.update(serviceDay).set({ hubTime }).run();
}

export function saveBusinessDate(tx: DeviceTransaction, businessDate: BusinessDate): void {
  tx.update(serviceDay).set({ businessDate }).run();
}

export function saveConfirmedDate(tx: DeviceTransaction, confirmedDate: BusinessDate): void {
  tx.update(serviceDay).set({ confirmedDate }).run();
}
