import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { writeTransaction, type DeviceDatabase, type DeviceReader } from '#shared/device/db/device-database.ts';
import { localSetting } from '#shared/device/db/schema.ts';
import { kioskStartSchema } from '#shared/protocol/bridge/kiosk-staff-contract.ts';

/** What staff have chosen on this very machine. */
export const LOCAL_SETTINGS = {
  /** As `openPrinter` reads it; null: this kiosk has no printer. */
  printerAddress: z.string().min(1).max(500).nullable(),
  /** How the kiosk meets the next person. */
  start: kioskStartSchema,
  /** When a wrong PIN was tried, so that switching the machine off and on is no way to more guesses. */
  pinFailures: z.array(z.int()).max(1000),
} as const;
export type LocalSetting = keyof typeof LOCAL_SETTINGS;
type ValueOf<K extends LocalSetting> = z.infer<(typeof LOCAL_SETTINGS)[K]>;

/** Undefined: nothing was chosen here. */
export function readLocalSetting<K extends LocalSetting>(reader: DeviceReader, key: K): ValueOf<K> | undefined {
  const row = reader.select().from(localSetting).where(eq(localSetting.key, key)).get();
  if (!row) return undefined;
  const checked = LOCAL_SETTINGS[key].safeParse(row.value);
  return checked.success ? (checked.data as ValueOf<K>) : undefined;
}

export function saveLocalSetting<K extends LocalSetting>(db: DeviceDatabase, key: K, value: ValueOf<K>): void {
  writeTransaction(db, (tx) => {
    tx.insert(localSetting)
      .values({ key, value })
      .onConflictDoUpdate({ target: localSetting.key, set: { value } })
      .run();
  });
}
