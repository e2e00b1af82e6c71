import { and, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { DeviceDatabase } from '#shared/device/db/device-database.ts';
import { replica } from '#shared/device/db/schema.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/domain/ports.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import { queueEntryViewSchema, type Location, type QueueEntryView } from '#shared/protocol/entities.ts';
import type { ClinicView } from './clinic-view.ts';

/** The clinic as this display's store has it, limited to what a screen could show now. */
export function readClinicView(db: DeviceDatabase, location: Location | null, now: Instant): ClinicView {
  return {
    location,
    services: listEntities(db, 'service'),
    doctors: listEntities(db, 'doctor'),
    stations: listEntities(db, 'station'),
    waits: listEntities(db, 'queue_wait'),
    entries: location ? readEntries(db, yesterdayOf(location, now)) : [],
  };
}

/** Yesterday's too: an evening that runs past the cut-over hour is still going on. */
function yesterdayOf(location: Location, now: Instant): string {
  return Temporal.PlainDate.from(serviceDayOf(now, location)).subtract({ days: 1 }).toString();
}

/** A called entry counts whatever its date: the kiosk that issued its token may have a wrong one. */
function readEntries(db: DeviceDatabase, since: string): QueueEntryView[] {
  const { payload } = replica;
  const found = new Map<string, QueueEntryView>();
  for (const which of [sql`${payload} ->> 'businessDate' >= ${since}`, sql`${payload} ->> 'status' = 'called'`])
    for (const entry of selectEntries(db, which)) found.set(entry.uid, entry);
  return [...found.values()];
}

function selectEntries(db: DeviceDatabase, which: SQL): QueueEntryView[] {
  return db
    .select({ payload: replica.payload })
    .from(replica)
    .where(and(sql`${replica.entity} = 'queue_entry'`, isNotNull(replica.payload), which))
    .all()
    .flatMap(({ payload }) => {
      // What this build cannot read stays in the store for one that can.
      const read = queueEntryViewSchema.safeParse(JSON.parse(payload ?? 'null'));
      return read.success ? [read.data] : [];
    });
}
