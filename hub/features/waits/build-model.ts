import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations, services, stations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import { learnNews } from './learn-move.ts';
import { configureModel, newWaitModel, type WaitModel } from './wait-model.ts';
import { readHistory } from './wait-news.queries.ts';

/** Older visits would hardly count any more: the estimator forgets by halves. */
const HISTORY_MS = 180 * 24 * 3_600_000;

/**
 * A model from what is in the database: the clinic's settings, then every move of its history. Whatever of the last moves the feed
 * tells again changes nothing. For the first start, a lost snapshot, and a new version of the estimator.
 */
export async function buildModel(db: Queryable, locationId: number, now: Instant): Promise<WaitModel> {
  const [location] = await db.select().from(locations).where(eq(locations.id, locationId));
  if (!location) throw new AppError('location.not_found', { id: locationId });
  const model = newWaitModel({ timeZone: location.timeZone, cutoverHour: location.cutoverHour });
  await readClinic(db, locationId, model);
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof readHistory>> = await readHistory(db, locationId, {
      since: now - HISTORY_MS,
      after,
    });
    for (const news of page.news) learnNews(model, news);
    after = page.last;
  }
  return model;
}

async function readClinic(db: Queryable, locationId: number, model: WaitModel): Promise<void> {
  const serviceRows = await db
    .select({ uid: services.uid, averageMinutes: services.averageMinutes })
    .from(services)
    .where(and(eq(services.locationId, locationId), eq(services.active, true)));
  const doctorRows = await db
    .select({ uid: users.uid, serviceUid: services.uid, stationUid: stations.uid })
    .from(users)
    .innerJoin(services, eq(services.id, users.serviceId))
    .leftJoin(stations, eq(stations.id, users.stationId))
    .where(and(eq(users.locationId, locationId), eq(users.role, 'doctor'), eq(users.active, true)));
  for (const { uid, averageMinutes } of serviceRows) model.services.set(uid, { averageMinutes });
  for (const { uid, ...doctor } of doctorRows) model.doctors.set(uid, doctor);
  configureModel(model);
}
