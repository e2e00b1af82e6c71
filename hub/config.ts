import { resolve } from 'node:path';
import type { LevelWithSilent } from 'pino';
import { readServices, type OidcConfig, type SmtpConfig, type TwilioConfig } from './config-services.ts';
import { variables } from './config-variables.ts';
import { StartError } from './start-error.ts';

export type HubConfig = {
  host: string;
  port: number;
  databaseUrl: string | null;
  dataDir: string;
  demo: { password: string } | null;
  pokes: boolean;
  logLevel: LevelWithSilent;
  secret: string | null;
  trustedProxies: string[];
  /** Without a slash at its end. */
  publicUrl: string | null;
  requestsPerMinute: number;
  metricsToken: string | null;
  oidc: OidcConfig | null;
  smtp: SmtpConfig | null;
  twilio: TwilioConfig | null;
  wsPort: number | null;
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
    publicUrl: read.ANTEROOM_PUBLIC_URL?.replace(/\/+$/u, '') ?? null,
    requestsPerMinute: read.ANTEROOM_REQUESTS_PER_MINUTE,
    metricsToken: read.ANTEROOM_METRICS_TOKEN ?? null,
    ...readServices(read),
    wsPort: read.WS_PORT ?? null,
  };
}
