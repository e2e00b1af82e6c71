import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StartError } from './child-program.ts';
import { DEMO_EMAIL, startClinic, type Clinic } from './clinic.ts';

/** `npm start`: a whole demo clinic on this machine, until Ctrl-C. */
const TOP = fileURLToPath(new URL('..', import.meta.url));
const PORT_HINT = 'must be a number from 0 to 65535 (0 picks a free port)';
const port = (byDefault: number) =>
  z.coerce.number({ error: PORT_HINT }).int(PORT_HINT).min(0, PORT_HINT).max(65_535, PORT_HINT).default(byDefault);
const settingsSchema = z.object({
  ANTEROOM_DATA_DIR: z.string().min(1).default(`${TOP}.data`),
  DATABASE_URL: z.string().min(1).optional(),
  HUB_PORT: port(3000),
  KIOSK_PORT: port(3100),
  DISPLAY_PORT: port(3200),
  TRAY_PORT: port(3300),
  PRINTER_PORT: port(9100),
});

function readSettings(): z.infer<typeof settingsSchema> {
  const parsed = settingsSchema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(`${String(issue?.path[0])} ${issue?.message}; correct it or leave it out.`);
}

function buildPages(): void {
  const built = spawnSync(process.execPath, ['build/renderers.ts'], { cwd: TOP, encoding: 'utf8' });
  if (built.status === 0) return;
  throw new StartError(`The pages could not be built: ${built.stderr.trim().split('\n').at(-1)}`);
}

function greet(clinic: Clinic): void {
  const { email, password } = clinic.signIn;
  console.log(`
  The demo clinic is open.

    Kiosk      ${clinic.kiosk.ready.url}
    Display    ${clinic.display.ready.url}
    Dashboard  ${clinic.hub.ready.url}
               sign in as ${email} (or ${DEMO_EMAIL.admin}), password ${password}
    Printer    ${clinic.printer.ready.trayUrl}

  Take a token at the kiosk, press Next on the dashboard, and listen to the display.
  Ctrl-C closes the clinic; what happened in it is kept in .data for the next start.
`);
}

async function main(): Promise<void> {
  const settings = readSettings();
  const begun = performance.now();
  const closed = new AbortController();
  // Listening from the first moment: Ctrl-C while the database is being made must not leave it behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => closed.abort());

  console.log('  Preparing the pages (the first time takes a moment)');
  buildPages();
  const clinic = await startClinic({
    dataDir: settings.ANTEROOM_DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    ports: {
      hub: settings.HUB_PORT,
      kiosk: settings.KIOSK_PORT,
      display: settings.DISPLAY_PORT,
      printer: settings.PRINTER_PORT,
      tray: settings.TRAY_PORT,
    },
    onProgress: (text) => console.log(`  ${text}`),
    signal: closed.signal,
  }).catch((error: unknown) => {
    if (closed.signal.aborted) process.exit(0);
    throw error;
  });
  greet(clinic);
  console.log(`  Ready in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
  process.exit(await untilClosed(clinic, settings.ANTEROOM_DATA_DIR, closed.signal));
}

/** Runs the clinic until a person closes it or one of its parts ends. Returns the exit code. */
async function untilClosed(clinic: Clinic, dataDir: string, closed: AbortSignal): Promise<number> {
  const stopped = [clinic.hub, clinic.kiosk, clinic.display, clinic.printer].map((program) =>
    program.ended.then(() => program.name),
  );
  const asked = new Promise<null>((resolve) => {
    if (closed.aborted) resolve(null);
    closed.addEventListener('abort', () => resolve(null), { once: true });
  });
  const failed = await Promise.race([asked, ...stopped]);
  if (failed && !closed.aborted) {
    console.error(`  The ${failed} has stopped by itself; closing the clinic. See ${dataDir}/logs/${failed}.log.`);
  }
  const killed = await clinic.stop();
  if (killed.length > 0) console.error(`  Had to be killed: ${killed.join(', ')}.`);
  return failed || killed.length > 0 ? 1 : 0;
}

/** Each part speaks of its own PORT; here they are set together. */
function portAdvice(message: string): string {
  return /\bport \d+/iu.test(message)
    ? '\n  (With npm start the ports are HUB_PORT, KIOSK_PORT, DISPLAY_PORT, PRINTER_PORT and TRAY_PORT.)'
    : '';
}

main().catch((error: unknown) => {
  // Only our own words reach a person; anything else would be a defect and says so with its stack.
  console.error(error instanceof StartError ? `  ${error.message}${portAdvice(error.message)}` : error);
  process.exit(1);
});
