import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi, type ApiTransport } from '#shared/protocol/api/client.ts';
import { createPairingCode } from '#shared/protocol/api/devices.ts';
import type { CheckInInput, Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { makeDataFolder, startHubProcess, type HubProcess } from '#testing/hub/hub-process.ts';
import { cloneDatabase, type ClonedDatabase } from '#testing/postgres/clone-database.ts';
import { startKioskProcess, type KioskProcess } from './kiosk-process.ts';
import { until } from './until.ts';

const ADMIN = { email: 'admin@demo.example', password: 'a password for faults' };
/** An access token lasts longer than this. */
const SESSION_MS = 300_000;

export type FaultClinic = {
  /** Null for a hub with a Postgres of its own. */
  database: ClonedDatabase | null;
  hubUrl: string;
  hubDataDir: string;
  hub(): HubProcess;
  /** Begins again on the same address, once the one before has ended. */
  startHub(): Promise<void>;
  /** As an administrator of the clinic. */
  api(): Promise<ApiTransport>;
  /** Asks the hub's database, past the hub. */
  rows<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** A new device's settings: paired at its first start, through `hubUrl` when that is not the hub's own. */
  newKiosk(given?: { hubUrl?: string; env?: Record<string, string>; folder?: string }): Promise<Record<string, string>>;
  startKiosk(env: Record<string, string>): Promise<KioskProcess>;
  close(): Promise<void>;
};

/** A hub process with the demo clinic's services and doctors, for kiosk processes to be connected to. */
export async function openFaultClinic(
  given: { ownPostgres?: boolean; hubEnv?: Record<string, string> } = {},
): Promise<FaultClinic> {
  const database = given.ownPostgres ? null : await cloneDatabase();
  const hubDataDir = await makeDataFolder();
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-faults-'));
  const kiosks: KioskProcess[] = [];
  let port = '0';
  const spawnHub = (): HubProcess => {
    const started = startHubProcess({
      LOG_LEVEL: process.env['FAULT_LOG'] ?? 'silent',
      PORT: port,
      ANTEROOM_DATA_DIR: hubDataDir,
      ANTEROOM_DEMO: 'true',
      ANTEROOM_DEMO_PASSWORD: ADMIN.password,
      ANTEROOM_REQUESTS_PER_MINUTE: '0',
      ...(database ? { DATABASE_URL: database.url } : {}),
      ...given.hubEnv,
    });
    if (process.env['FAULT_LOG']) started.child.stdout?.pipe(process.stderr, { end: false });
    return started;
  };
  let hub = spawnHub();
  const hubUrl = await hub.ready;
  port = new URL(hubUrl).port;
  let session = { at: 0, token: '' };
  const api = async (): Promise<ApiTransport> => {
    if (Date.now() - session.at > SESSION_MS) {
      const { access_token: token } = await callApi({ baseUrl: hubUrl }, signIn, { body: ADMIN });
      session = { at: Date.now(), token };
    }
    return { baseUrl: hubUrl, headers: () => ({ authorization: `Bearer ${session.token}` }) };
  };
  return {
    database,
    hubUrl,
    hubDataDir,
    api,
    hub: () => hub,
    rows: async (text, values) => askDatabase(database?.url ?? embeddedUrl(hubDataDir), text, values),
    async startHub() {
      await hub.ended;
      hub = spawnHub();
      await hub.ready;
    },
    async newKiosk({ hubUrl: through = hubUrl, env = {}, folder: own } = {}) {
      const { code } = await callApi(await api(), createPairingCode, { body: { kind: 'kiosk', name: 'Entrance' } });
      return {
        ANTEROOM_DATA_DIR: own ?? join(folder, randomUUID()),
        ANTEROOM_HUB_URL: through,
        ANTEROOM_PAIRING_CODE: code,
        ANTEROOM_POLL_SECONDS: '2',
        FAULT_MACHINE: randomUUID(),
        ...env,
      };
    },
    async startKiosk(env) {
      const kiosk = await startKioskProcess(env);
      kiosks.push(kiosk);
      return kiosk;
    },
    async close() {
      await Promise.all(kiosks.map(async (kiosk) => kiosk.kill()));
      await hub.stop();
      await database?.close();
      await rm(hubDataDir, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function askDatabase<Row extends pg.QueryResultRow>(
  connectionString: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The fourth line of postmaster.pid is the server's port. */
function embeddedUrl(hubDir: string): string {
  const password = readFileSync(`${hubDir}/postgres-password`, 'utf8').trim();
  const port = readFileSync(`${hubDir}/postgres/postmaster.pid`, 'utf8').split('\n')[3];
  return `postgresql://anteroom:${password}@127.0.0.1:${port}/anteroom`;
}

/** What a kiosk offers, once it is paired and has read the feed. */
export async function choicesOf(kiosk: KioskProcess): Promise<Choices> {
  return until(
    async () => {
      const choices = await kiosk.ask('choices', {});
      return choices.services.length > 0 ? choices : null;
    },
    () => 'the kiosk has not read what the clinic offers',
  );
}

/** Someone new, for the first service on offer. */
export function aPatient({ services }: Choices): CheckInInput {
  const service = services[0]!;
  return {
    idempotencyKey: randomUUID(),
    patient: { firstName: 'Amina', lastName: 'Haddad', birthDate: '1984-05-12', phone: '0151 23456789' },
    serviceUid: service.uid,
    doctorUid: null,
    language: 'en',
  };
}
