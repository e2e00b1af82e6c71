import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { openDatabase, type Database } from '#hub/db/client.ts';
import { createTransact } from '#hub/db/transact.ts';
import { toLocation, toService } from '#hub/features/directory/synced-views.ts';
import { insertLocation, insertService } from '#testing/factories/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import type { Location, Service } from '#shared/protocol/entities.ts';
import { startChild } from './start-child.ts';
import type { RunningServer, System } from './system.ts';

const HUB = fileURLToPath(new URL('../../hub/main.ts', import.meta.url));

export type Clinic = { epoch: string; location: Location; service: Service; kiosks: EnrolledDevice[] };
export type OurWire = Clinic & { url: string; twoWay: boolean };

/** The hub as it runs in a clinic: devices authenticated, every op checked, understood, audited, its conflicts found. */
export function ours({ twoWay }: { twoWay: boolean }): System {
  return {
    name: twoWay ? 'ours, both ways' : 'ours',
    ack: 'flushed to disk',
    worker: new URL('our-worker.ts', import.meta.url),
    async startServer(databaseUrl, folder, { m }) {
      const clinic = await setUpClinic(databaseUrl, m + 1);
      const hub = await startHub(databaseUrl, join(folder, 'hub'));
      return { ...hub, wire: { ...clinic, url: hub.url, twoWay } satisfies OurWire };
    },
  };
}

export async function setUpClinic(databaseUrl: string, kiosks: number): Promise<Clinic> {
  const [clinic] = await setUpClinics(databaseUrl, 1, kiosks);
  return clinic!;
}

/** Clinics with one service and so many paired kiosks each, in a migrated database. */
export async function setUpClinics(databaseUrl: string, clinics: number, kiosks: number): Promise<Clinic[]> {
  const { db, ...opened } = openDatabase(databaseUrl, () => undefined);
  try {
    const all: Clinic[] = [];
    for (let n = 0; n < clinics; n += 1) all.push(await insertClinic(db, kiosks));
    return all;
  } finally {
    await opened.close();
  }
}

async function insertClinic(db: Database, kiosks: number): Promise<Clinic> {
  const location = await insertLocation(db);
  const service = await insertService(db, { locationId: location.id });
  await createTransact(db)(async ({ feed }) => {
    feed.put(location.id, 'location', 1, toLocation(location));
    feed.put(location.id, 'service', 1, toService(service));
  });
  const { rows } = await db.execute<{ epoch: string }>(
    sql`SELECT value ->> 0 AS epoch FROM settings WHERE key = 'hub_epoch'`,
  );
  const enrolled: EnrolledDevice[] = [];
  for (let n = 0; n < kiosks; n += 1) enrolled.push(await insertDevice(db, { locationId: location.id, n }));
  return { epoch: rows[0]!.epoch, location: toLocation(location), service: toService(service), kiosks: enrolled };
}

/** `env` goes over the hub's own settings. */
export async function startHub(
  databaseUrl: string,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<Omit<RunningServer, 'wire'> & { url: string }> {
  const own = { DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'silent', ANTEROOM_DATA_DIR: dataDir };
  // As `npm run hub` starts it.
  return startChild(HUB, { ...own, ...env }, ['--max-semi-space-size=8']);
}
