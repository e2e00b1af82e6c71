import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signIn } from '#shared/protocol/api/auth.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { createPairingCode } from '#shared/protocol/api/devices.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';
import { startProgram, type Program } from './child-program.ts';

export type ClinicOptions = {
  /** Where hub, kiosk and display keep what they know. */
  dataDir: string;
  /** 0 takes a free port. */
  ports: { hub: number; kiosk: number; display: number; printer: number; tray: number };
  /** A Postgres of one's own instead of the embedded one. */
  databaseUrl?: string;
  /** Extra environment for every part, such as `ANTEROOM_POKES`. */
  env?: Record<string, string>;
  /** Where the kiosk sends its tickets instead of straight to the virtual printer, given that one's port. */
  printerAddress?: (printerPort: number) => Promise<string>;
  onProgress?: (text: string) => void;
  /** Aborting gives up a start that is under way. */
  signal?: AbortSignal;
};

type WebReady = { url: string };
type PrinterReady = { printerPort: number; trayUrl: string };

export type Clinic = {
  hub: Program<WebReady>;
  kiosk: Program<WebReady>;
  display: Program<WebReady>;
  printer: Program<PrinterReady>;
  signIn: { email: string; password: string };
  /** Starts the hub again, on the same address, after it was stopped or killed. */
  restartHub(): Promise<void>;
  /** Stops every part. Returns the names of those that had to be killed. */
  stop(): Promise<string[]>;
};

const TOP = fileURLToPath(new URL('..', import.meta.url));
export const DEMO_EMAIL = { reception: 'reception@demo.example', admin: 'admin@demo.example' } as const;

/**
 * Starts a whole clinic as the processes that a real one has: hub, kiosk, display, and a virtual printer in the place
 * of the paper one. The devices enrol themselves through the hub's public API, as an installer would enrol them.
 */
export async function startClinic(options: ClinicOptions): Promise<Clinic> {
  const progress = options.onProgress ?? (() => undefined);
  const password = demoPassword(options.dataDir);
  const printerAddress = options.printerAddress ?? (async (port: number) => `tcp://127.0.0.1:${port}`);
  const started: Program<unknown>[] = [];
  const start = async <Ready>(name: string, script: string, env: Record<string, string>): Promise<Program<Ready>> => {
    const program = await startProgram<Ready>({
      name,
      script,
      env: { ...options.env, ...env },
      top: TOP,
      signal: options.signal,
      logFile: `${options.dataDir}/logs/${name}.log`,
    });
    started.push(program);
    return program;
  };
  const startHub = (port: number): Promise<Program<WebReady>> =>
    start<WebReady>('hub', 'hub/main.ts', {
      PORT: String(port),
      ANTEROOM_DATA_DIR: `${options.dataDir}/hub`,
      ANTEROOM_DEMO: 'true',
      ANTEROOM_DEMO_PASSWORD: password,
      ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    });

  try {
    progress('Starting the hub and the printer');
    const [hub, printer] = await allOrNone([
      startHub(options.ports.hub),
      start<PrinterReady>('printer', 'testing/virtual-printer/main.ts', {
        VIRTUAL_PRINTER_PORT: String(options.ports.printer),
        VIRTUAL_PRINTER_TRAY_PORT: String(options.ports.tray),
      }),
    ]);

    progress('Enrolling kiosk and display');
    const hubUrl = hub.ready.url;
    const pairingCode = await codeMaker(hubUrl, password);
    const device = async (
      kind: DeviceKind,
      port: number,
      env: Record<string, string> = {},
    ): Promise<Program<WebReady>> =>
      start<WebReady>(kind, `${kind}/serve.ts`, {
        PORT: String(port),
        ANTEROOM_DATA_DIR: `${options.dataDir}/${kind}`,
        ANTEROOM_HUB_URL: hubUrl,
        // Used only by a device that is not enrolled yet; a code that is not used expires.
        ANTEROOM_PAIRING_CODE: await pairingCode(kind),
        ...env,
      });
    const [kiosk, display] = await allOrNone([
      device('kiosk', options.ports.kiosk, { ANTEROOM_PRINTER: await printerAddress(printer.ready.printerPort) }),
      device('display', options.ports.display),
    ]);

    const clinic: Clinic = {
      hub,
      kiosk,
      display,
      printer,
      signIn: { email: DEMO_EMAIL.reception, password },
      restartHub: async () => {
        clinic.hub = await startHub(Number(new URL(hubUrl).port));
      },
      stop: () => stopAll(started),
    };
    return clinic;
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

async function codeMaker(hubUrl: string, password: string): Promise<(kind: DeviceKind) => Promise<string>> {
  const transport = { baseUrl: hubUrl };
  const session = await callApi(transport, signIn, { body: { email: DEMO_EMAIL.admin, password } });
  const headers = () => ({ authorization: `Bearer ${session.access_token}` });
  return async (kind) => {
    const name = kind === 'kiosk' ? 'Entrance kiosk' : 'Waiting room';
    const { code } = await callApi({ ...transport, headers }, createPairingCode, { body: { kind, name } });
    return code;
  };
}

/** Waits for all before it fails, so that whatever did start is known and can be stopped. */
async function allOrNone<T extends readonly unknown[]>(starting: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const settled = await Promise.allSettled(starting);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

async function stopAll(programs: Program<unknown>[]): Promise<string[]> {
  const clean = await Promise.all(programs.map((program) => program.stop()));
  return programs.filter((_, i) => !clean[i]).map((program) => program.name);
}

/** Made at the first start and kept, so that the demo never has a password that anyone could know beforehand. */
function demoPassword(dataDir: string): string {
  const file = `${dataDir}/demo-password`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const password = randomBytes(9).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}
