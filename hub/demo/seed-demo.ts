import { eq, sql } from 'drizzle-orm';
import type { TransactionScope } from '#hub/db/transact.ts';
import { locations, services, stations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import { toDoctor, toLocation, toService, toStation } from '#hub/features/directory/synced-views.ts';
import type { Hub } from '#hub/hub.ts';
import { DEMO_LOCATION, DEMO_SERVICES, DEMO_STATIONS } from './demo-clinic.ts';
import { DEMO_STAFF } from './demo-staff.ts';
import { setDemoPassword } from './set-demo-password.ts';

/** Any number of our own: hubs that start together seed one after the other. */
const SEED_LOCK = 4_711_003;

/** A clinic to try things in. What is there already stays as people have changed it; only the password is set anew. */
export async function seedDemo(hub: Hub, password: string): Promise<void> {
  await hub.transact(async (scope) => {
    await scope.tx.execute(sql`SELECT pg_advisory_xact_lock(${SEED_LOCK})`);
    const [known] = await scope.tx.select().from(locations).where(eq(locations.uid, DEMO_LOCATION.uid));
    if (!known) await insertClinic(scope);
    await setDemoPassword(scope.tx, password, hub.clock());
  });
}

async function insertClinic({ tx, feed }: TransactionScope): Promise<void> {
  const [location] = await tx.insert(locations).values(DEMO_LOCATION).returning();
  if (!location) throw new Error('the insert gave no row');
  const place = { locationId: location.id };
  feed.put(location.id, 'location', location.rev, toLocation(location));

  const ordered = <T extends object>(rows: readonly T[]) =>
    rows.map((row, position) => ({ ...row, ...place, position }));
  const serviceRows = await tx.insert(services).values(ordered(DEMO_SERVICES)).returning();
  const stationRows = await tx.insert(stations).values(ordered(DEMO_STATIONS)).returning();
  const staff = DEMO_STAFF.map(({ service, station, ...user }, position) => ({
    ...user,
    ...place,
    position,
    serviceId: service === undefined ? null : serviceRows[service]?.id,
    stationId: station === undefined ? null : stationRows[station]?.id,
  }));
  const staffRows = await tx.insert(users).values(staff).returning();

  for (const row of serviceRows) feed.put(location.id, 'service', row.rev, toService(row));
  for (const row of stationRows) feed.put(location.id, 'station', row.rev, toStation(row));
  for (const row of staffRows.filter((user) => user.role === 'doctor')) {
    const serviceUid = serviceRows.find((service) => service.id === row.serviceId)?.uid;
    const stationUid = stationRows.find((station) => station.id === row.stationId)?.uid;
    feed.put(location.id, 'doctor', row.rev, toDoctor(row, { serviceUid, stationUid }));
  }
}
