import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { StartError } from './child-program.ts';
import { DEMO_EMAIL, startClinic, type Clinic } from './clinic.ts';
import { playDay, WHOLE_DAY } from './day/play-day.ts';

/** `npm run demo:day`: a day in a demo clinic, to be watched on kiosk, board and display. */
const TOP = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `npm run demo:day -- [--speed 60] [--minutes 480] [--seed 1] [--kiosk "<address that npm start shows>"]

  Without --kiosk it opens a demo clinic of its own. With it, it plays in the one that \`npm start\` has opened.`;

const number = (byDefault: number, least: number, most: number) =>
  z.coerce.number().min(least).max(most).default(byDefault);
const optionsSchema = z.object({
  speed: number(60, 0.1, 600),
  minutes: number(WHOLE_DAY, 1, WHOLE_DAY),
  seed: number(1, 0, 2 ** 32),
  kiosk: z.url().optional(),
  hub: z.url().default(`http://127.0.0.1:${process.env['HUB_PORT'] ?? 3000}`),
});

function readOptions(): z.infer<typeof optionsSchema> {
  const text = { type: 'string' } as const;
  const options = { speed: text, minutes: text, seed: text, kiosk: text, hub: text };
  try {
    return optionsSchema.parse(parseArgs({ options }).values);
  } catch (error) {
    const why = error instanceof z.ZodError ? `--${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}` : '';
    throw new StartError(`${why || (error as Error).message}\n\n  ${USAGE}`);
  }
}

const DATA_DIR = process.env['ANTEROOM_DATA_DIR'] ?? `${TOP}.data`;

async function openClinic(signal: AbortSignal): Promise<Clinic> {
  const built = spawnSync(process.execPath, ['build/renderers.ts'], { cwd: TOP, encoding: 'utf8' });
  if (built.status !== 0)
    throw new StartError(`The pages could not be built: ${built.stderr.trim().split('\n').at(-1)}`);
  const port = (name: string, byDefault: number) => Number(process.env[name] ?? byDefault);
  return startClinic({
    dataDir: DATA_DIR,
    databaseUrl: process.env['DATABASE_URL'],
    ports: {
      hub: port('HUB_PORT', 3000),
      kiosk: port('KIOSK_PORT', 3100),
      display: port('DISPLAY_PORT', 3200),
      printer: port('PRINTER_PORT', 9100),
      tray: port('TRAY_PORT', 3300),
    },
    onProgress: (text) => console.log(`  ${text}`),
    signal,
  });
}

function passwordOfRunning(): string {
  const file = `${DATA_DIR}/demo-password`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new StartError(`No demo clinic keeps its password in ${file}: start one with npm start, or leave --kiosk out.`);
}

async function main(): Promise<void> {
  const options = readOptions();
  const closed = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => closed.abort(new StartError('The day was broken off.')));
  }
  const own = options.kiosk ? null : await openClinic(closed.signal);
  try {
    if (own) {
      console.log(`
  Dashboard  ${own.hub.ready.url}   sign in as ${own.signIn.email}, password ${own.signIn.password}
  Display    ${own.display.ready.url}
  Kiosk      ${own.kiosk.ready.url}
  Printer    ${own.printer.ready.trayUrl}
`);
    }
    console.log(
      `  A day of ${options.minutes} minutes, ${options.speed} times as fast. Ranges are told in real minutes.\n`,
    );
    const result = await playDay({
      ...options,
      hubUrl: own?.hub.ready.url ?? options.hub,
      kioskUrl: options.kiosk ?? own!.kiosk.ready.url,
      account: own?.signIn ?? { email: DEMO_EMAIL.reception, password: passwordOfRunning() },
      signal: closed.signal,
      say: (text) => console.log(`  ${text}`),
    });
    console.log(
      `\n  The day is over: ${result.checkedIn} came, ${result.served} were served, ${result.absent} did not answer.`,
    );
  } finally {
    await own?.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof StartError ? `  ${error.message}` : error);
    process.exit(1);
  },
);
