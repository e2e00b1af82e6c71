import { and, asc, eq, inArray } from 'drizzle-orm';
import { localize, type Language, type LocalizedText } from '#shared/domain/language.ts';
import type { QueueHistory } from '#shared/protocol/api/queue-history.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { queueEvents } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';
import { entrySnapshotSchema, type EntrySnapshot } from './entry-snapshot.ts';
import { splitStages, type Step } from './split-stages.ts';

type Named = { id: number; uid: string; name: LocalizedText };

/** What happened to an entry, oldest first, and its stages. Names are in the clinic's own language. */
export async function readQueueHistory(
  db: Queryable,
  locationId: number,
  queueId: number,
  language: Language,
): Promise<Pick<QueueHistory, 'stages' | 'events'>> {
  const rows = await db
    .select({ event: queueEvents, station: stations.name, user: users.displayName, device: devices.name })
    .from(queueEvents)
    .leftJoin(stations, eq(stations.id, queueEvents.stationId))
    .leftJoin(users, eq(users.id, queueEvents.actorUserId))
    .leftJoin(devices, eq(devices.id, queueEvents.actorDeviceId))
    .where(and(eq(queueEvents.locationId, locationId), eq(queueEvents.queueId, queueId)))
    .orderBy(asc(queueEvents.id));
  const steps = rows.flatMap(({ event }): Step[] => {
    const read = entrySnapshotSchema.safeParse(event.entry);
    return read.success ? [{ type: event.type, at: event.at, snapshot: read.data }] : [];
  });
  const places = await readPlaces(db, locationId, steps);
  const nameOf = (text: LocalizedText | null | undefined) => (text ? localize(text, language) : null);
  return {
    stages: splitStages(steps).map((stage) => {
      const service = places.get(stage.serviceUid);
      const doctor = stage.doctorUid === null ? undefined : places.get(stage.doctorUid);
      return {
        service_id: service?.id ?? null,
        service_name: nameOf(service?.name),
        doctor_id: doctor?.id ?? null,
        doctor_name: nameOf(doctor?.name),
        station_name: nameOf(stage.stationUid === null ? null : places.get(stage.stationUid)?.name),
        entered_at: new Date(stage.enteredAt).toISOString(),
        called_at: iso(stage.calledAt),
        started_at: iso(stage.startedAt),
        ended_at: iso(stage.endedAt),
      };
    }),
    events: rows.map(({ event, station, user, device }) => ({
      id: event.id,
      type: event.type,
      from_status: event.fromStatus,
      to_status: event.toStatus,
      at: new Date(event.at).toISOString(),
      actor_type: event.actorType === 'staff' || event.actorType === 'device' ? event.actorType : 'system',
      actor_name: nameOf(user) ?? device,
      station_name: nameOf(station),
      notes: event.notes,
      details: event.details,
    })),
  };
}

async function readPlaces(db: Queryable, locationId: number, steps: readonly Step[]): Promise<Map<string, Named>> {
  const all = (pick: (entry: EntrySnapshot['entry']) => string | null) => [
    ...new Set(steps.flatMap(({ snapshot }) => pick(snapshot.entry) ?? [])),
  ];
  const found: Named[] = [];
  const serviceUids = all((entry) => entry.serviceUid);
  const stationUids = all((entry) => entry.stationUid);
  const doctorUids = all((entry) => entry.doctorUid);
  for (const [table, uids] of [
    [services, serviceUids],
    [stations, stationUids],
  ] as const) {
    const { id, uid, name } = table;
    const own = and(eq(table.locationId, locationId), inArray(uid, uids));
    if (uids.length > 0) found.push(...(await db.select({ id, uid, name }).from(table).where(own)));
  }
  if (doctorUids.length > 0) {
    const own = and(eq(users.locationId, locationId), inArray(users.uid, doctorUids));
    found.push(...(await db.select({ id: users.id, uid: users.uid, name: users.displayName }).from(users).where(own)));
  }
  return new Map(found.map((row) => [row.uid, row]));
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
