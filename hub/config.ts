import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const TRUE = new Set(['true', '1', 'yes', 'on']);
const PORT_MESSAGE = 'must be a number from 0 to 65535 (0 picks a free port)';
const FALSE = new Set(['false', '0', 'no', 'off']);

function flag(fallback: boolean, message: string) {
  return z
    .string()
    .toLowerCase()
    .refine((text) => TRUE.has(text) || FALSE.has(text), message)
    .transform((text) => TRUE.has(text))
    .default(fallback);
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

/** Each variable with what to do when it is wrong. A message never repeats a value: some are secrets. */
const variables = z.object({
  /** Address to listen on. Kiosks and displays on other machines need one they can reach, `0.0.0.0` for all. */
  HOST: z.string().default('127.0.0.1'),
  /** 0: any free port. */
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, PORT_MESSAGE)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT_MESSAGE)
    .default(3000),
  /** A Postgres of one's own, 15 or newer. Unset: the built-in one under the data folder. */
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'must look like postgresql://user:password@host:5432/database; unset it for the built-in one',
    )
    .optional(),
  ANTEROOM_DATA_DIR: z.string().default('.data'),
  ANTEROOM_DEMO: flag(false, 'must be true or false'),
  ANTEROOM_DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  ANTEROOM_POKES: flag(true, 'must be on or off'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  /** Signs sessions. Hub processes on one database must have the same. */
  ANTEROOM_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters; unset it to have one made and kept in the data folder')
    .optional(),
  /** Whose X-Forwarded-For is believed: addresses or networks of one's own reverse proxies, separated by commas. */
  ANTEROOM_TRUSTED_PROXIES: z.string().optional(),
});

export type HubConfig = {
  host: string;
  port: number;
  databaseUrl: string | null;
  dataDir: string;
  demo: { password: string } | null;
  pokes: boolean;
  logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  secret: string | null;
  trustedProxies: string[];
};

/** Reads the environment. Throws StartError with one line for each variable that is wrong. */
export function readConfig(env: Record<string, string | undefined>): HubConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new StartError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));
  }
  const read = parsed.data;
  if (read.ANTEROOM_DEMO && !read.ANTEROOM_DEMO_PASSWORD) {
    throw new StartError(
      'ANTEROOM_DEMO=true needs ANTEROOM_DEMO_PASSWORD (at least 8 characters): the demo accounts sign in with it.',
    );
  }
  return {
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir: resolve(read.ANTEROOM_DATA_DIR),
    demo: read.ANTEROOM_DEMO && read.ANTEROOM_DEMO_PASSWORD ? { password: read.ANTEROOM_DEMO_PASSWORD } : null,
    pokes: read.ANTEROOM_POKES,
    logLevel: read.LOG_LEVEL,
    secret: read.ANTEROOM_SECRET ?? null,
    trustedProxies: read.ANTEROOM_TRUSTED_PROXIES?.split(',').map((text) => text.trim()) ?? [],
  };
}
