import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';

/** What every device reads from its environment, beside what its own kind adds. */
export function deviceSettingsShape(defaultPort: number) {
  return {
    /** Of the browser host, on 127.0.0.1 always; 0 takes a free one. */
    PORT: z.coerce.number().int().min(0).max(65_535).default(defaultPort),
    ANTEROOM_DATA_DIR: z.string().min(1).default('.data'),
    ANTEROOM_HUB_URL: z.url({ protocol: /^https?$/ }).optional(),
    ANTEROOM_PAIRING_CODE: z.string().min(6).max(16).optional(),
    /** About how often the hub is asked when no poke has come. */
    ANTEROOM_POLL_SECONDS: z.coerce.number().min(0.1).max(30).default(20),
    /** Off: no Socket.IO; the device lives by polling alone. */
    ANTEROOM_POKES: z.stringbool().default(true),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  };
}

export type DeviceSettings = z.output<z.ZodObject<ReturnType<typeof deviceSettingsShape>>>;

/** Throws `settings.invalid`, whose `problems` name each variable and what is wrong with it. */
export function readSettings<S extends z.ZodObject>(schema: S, env: Record<string, string | undefined>): z.output<S> {
  // An empty variable is how shells and service files say "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('settings.invalid', { problems });
}

/** Unattended pairing needs both or neither. */
export function pairingOf(settings: DeviceSettings): { hubUrl: string; code: string } | null {
  const { ANTEROOM_HUB_URL: hubUrl, ANTEROOM_PAIRING_CODE: code } = settings;
  if (code !== undefined && hubUrl === undefined) {
    throw new AppError('settings.invalid', { problems: ['ANTEROOM_PAIRING_CODE: needs ANTEROOM_HUB_URL as well'] });
  }
  return hubUrl !== undefined && code !== undefined ? { hubUrl, code } : null;
}
