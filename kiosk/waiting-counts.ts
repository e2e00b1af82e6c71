import { sql } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { opResult, replica, visit } from '#shared/device/db/schema.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';

export type WaitingCounts = {
  /** Everyone waiting for the service, with whichever doctor. */
  ofService(serviceUid: string): number;
  /** Those who wait for this very doctor. */
  ofDoctor(doctorUid: string): number;
};

type Group = { serviceUid: string; doctorUid: string | null; waiting: number };

const sum = (found: Group[]): number => found.reduce((total, { waiting }) => total + waiting, 0);

/**
 * Who waits now, as far as this kiosk knows: what the hub has told, and this kiosk's own check-ins of which the hub has
 * not told yet. Held entries are passed over and do not count. Counted where they are kept: a check-in waits for it, and
 * reading a hundred entries one by one takes longer than all the rest of a check-in.
 */
export function countWaiting(reader: DeviceReader, today: BusinessDate | null): WaitingCounts {
  const groups = today === null ? [] : readGroups(reader, today);
  return {
    ofService: (uid) => sum(groups.filter(({ serviceUid }) => serviceUid === uid)),
    ofDoctor: (uid) => sum(groups.filter(({ doctorUid }) => doctorUid === uid)),
  };
}

/** A tombstone in the replica counts as told: that entry has been and gone. One the hub refused is the desk's matter. */
function readGroups(reader: DeviceReader, today: BusinessDate): Group[] {
  return reader.all<Group>(sql`
    SELECT serviceUid, doctorUid, count(*) AS waiting FROM (
      SELECT payload ->> 'serviceUid' AS serviceUid, payload ->> 'doctorUid' AS doctorUid
      FROM ${replica}
      WHERE stream = 'queue' AND entity = 'queue_entry' AND payload IS NOT NULL
        AND payload ->> 'status' = 'waiting' AND payload ->> 'held' = 0 AND payload ->> 'businessDate' = ${today}
      UNION ALL
      SELECT own.service_uid, own.doctor_uid
      FROM ${visit} AS own
      WHERE own.business_date = ${today}
        AND NOT EXISTS (
          SELECT 1 FROM ${replica} AS told
          WHERE told.stream = 'queue' AND told.entity = 'queue_entry' AND told.uid = own.queue_entry_uid)
        AND NOT EXISTS (
          SELECT 1 FROM ${opResult} AS answer WHERE answer.op_id = own.op_id AND answer.outcome <> 'synced')
    )
    GROUP BY serviceUid, doctorUid`);
}
