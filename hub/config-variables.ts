import { z } from 'zod';

/** Where single sign-on begins. */
export const SSO_START_PATH = '/api/auth/sso/start';
/** Where the identity provider sends people back to. */
export const SSO_CALLBACK_PATH = '/api/auth/sso/callback';
const PORT_MESSAGE = 'must be a number from 0 to 65535 (0 picks a free port)';
const TRUE = new Set(['true', '1', 'yes', 'on']);
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

const MAIL_FROM = /^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/u;
const wsPort = z
  .string()
  .regex(/^\d{1,5}$/u, PORT_MESSAGE)
  .transform(Number)
  .refine((port) => port <= 65_535, PORT_MESSAGE);

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** Tokens pass through these addresses: without TLS only within this machine. */
function isSafeUrl(text: string): boolean {
  if (!isWebUrl(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** Each variable with what to do when it is wrong. A message never repeats a value: some are secrets. */
export const variables = z.object({
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
  /** How browsers reach the hub, for links that are sent to people. Unset: the address they were asked for at. */
  ANTEROOM_PUBLIC_URL: z.string().refine(isWebUrl, 'must look like https://hub.clinic.example').optional(),
  /** What one person may ask; 0 for no limit. */
  ANTEROOM_REQUESTS_PER_MINUTE: z
    .string()
    .regex(/^\d{1,6}$/u, 'must be a number from 0 (no limit) to 999999')
    .transform(Number)
    .default(1200),
  /** Lets a collector on another machine read /metrics. */
  ANTEROOM_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7E]{16,}$/u, 'must have at least 16 characters and no space')
    .optional(),
  OIDC_ISSUER: z.string().refine(isSafeUrl, 'must be an https address').optional(),
  OIDC_CLIENT_ID: z.string().max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().max(2000).optional(),
  OIDC_REDIRECT_URL: z
    .string()
    .refine(
      (text) => isSafeUrl(text) && new URL(text).pathname === SSO_CALLBACK_PATH,
      `must be the https address of this hub, ending in ${SSO_CALLBACK_PATH}`,
    )
    .optional(),
  SMTP_HOST: z.string().max(255).optional(),
  SMTP_PORT: wsPort.default(587),
  SMTP_USER: z.string().max(500).optional(),
  SMTP_PASS: z.string().max(1000).optional(),
  SMTP_FROM: z
    .string()
    .regex(MAIL_FROM, 'must look like noreply@clinic.example or Clinic <noreply@clinic.example>')
    .optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/u, 'must be AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TWILIO_PHONE_NUMBER: z
    .string()
    .regex(/^\+\d{6,15}$/u, 'must look like +1234567890')
    .optional(),
  /** A port of its own for the plain WebSocket feed; unset: it shares PORT. */
  WS_PORT: wsPort.optional(),
  /** Whose X-Forwarded-For is believed: addresses or networks of one's own reverse proxies, separated by commas. */
  ANTEROOM_TRUSTED_PROXIES: z.string().optional(),
});

export type Variables = z.output<typeof variables>;
