import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { variables } from './config-variables.ts';
import { readConfig } from './config.ts';

describe('the environment', () => {
  test('may be empty: the hub then listens on this machine alone, with the built-in Postgres and no demo', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: null, demo: null, pokes: true });
  });

  test('counts an empty variable as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', ANTEROOM_SECRET: '' })).toMatchObject({ port: 3000, secret: null });
  });

  test('takes port 0, for any free one', () => {
    expect(readConfig({ PORT: '0' }).port).toBe(0);
  });

  test.each([
    [{ PORT: 'http' }, 'PORT must be a number from 0 to 65535 (0 picks a free port).'],
    [{ PORT: '70000' }, 'PORT must be a number from 0 to 65535 (0 picks a free port).'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must look like postgresql://'],
    [{ ANTEROOM_DEMO: 'maybe' }, 'ANTEROOM_DEMO must be true or false.'],
    [{ ANTEROOM_DEMO: 'true' }, 'ANTEROOM_DEMO=true needs ANTEROOM_DEMO_PASSWORD'],
    [{ ANTEROOM_DEMO: 'true', ANTEROOM_DEMO_PASSWORD: 'short' }, 'ANTEROOM_DEMO_PASSWORD must have at least 8'],
    [{ ANTEROOM_POKES: '2' }, 'ANTEROOM_POKES must be on or off.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal'],
    [{ ANTEROOM_SECRET: 'hunter2' }, 'ANTEROOM_SECRET must have at least 32 characters'],
    [{ WS_PORT: 'x' }, 'WS_PORT must be a number'],
    [{ SMTP_HOST: 'mail' }, 'SMTP_HOST needs SMTP_FROM beside it; set all of them or none.'],
    [{ SMTP_HOST: 'mail', SMTP_FROM: 'nobody' }, 'SMTP_FROM must look like'],
    [{ SMTP_HOST: 'mail', SMTP_FROM: 'a@b.example', SMTP_USER: 'a' }, 'SMTP_USER needs SMTP_PASS'],
    [{ SMTP_USER: 'a', SMTP_PASS: 'b' }, 'SMTP_USER and SMTP_PASS need SMTP_HOST and SMTP_FROM'],
    [{ TWILIO_ACCOUNT_SID: 'hunter2' }, 'TWILIO_ACCOUNT_SID must be AC and 32'],
    [{ TWILIO_PHONE_NUMBER: '+4915112345678' }, 'TWILIO_PHONE_NUMBER needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN'],
    [{ OIDC_ISSUER: 'http://id.example' }, 'OIDC_ISSUER must be an https address'],
    [
      { OIDC_ISSUER: 'https://id.example' },
      'OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET and OIDC_REDIRECT_URL',
    ],
    [{ OIDC_REDIRECT_URL: 'https://hub.example/' }, 'ending in /api/auth/sso/callback'],
    [{ ANTEROOM_PUBLIC_URL: 'hub.example' }, 'ANTEROOM_PUBLIC_URL must look like'],
    [{ ANTEROOM_METRICS_TOKEN: 'short' }, 'ANTEROOM_METRICS_TOKEN must have at least 16'],
  ])('%j is told what to do', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });

  test('takes the variables of mail, text messages and single sign-on, each whole', () => {
    const config = readConfig({
      SMTP_HOST: 'smtp.clinic.example',
      SMTP_USER: 'mailer',
      SMTP_PASS: 'secret',
      SMTP_FROM: 'Clinic <noreply@clinic.example>',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'x'.repeat(32),
      TWILIO_PHONE_NUMBER: '+4915112345678',
      OIDC_ISSUER: 'https://id.example/realm',
      OIDC_CLIENT_ID: 'anteroom',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_REDIRECT_URL: 'https://hub.example/api/auth/sso/callback',
      WS_PORT: '3001',
      ANTEROOM_PUBLIC_URL: 'https://hub.example/',
    });
    expect(config).toMatchObject({
      smtp: { host: 'smtp.clinic.example', port: 587, auth: { user: 'mailer', pass: 'secret' } },
      twilio: { phoneNumber: '+4915112345678' },
      oidc: { issuer: 'https://id.example/realm', clientId: 'anteroom' },
      wsPort: 3001,
      publicUrl: 'https://hub.example',
    });
    expect(readConfig({})).toMatchObject({ smtp: null, twilio: null, oidc: null, wsPort: null, publicUrl: null });
  });

  test('is described, variable by variable, in docs/configuration.md', () => {
    const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
    const described = [...page.matchAll(/^\| `(\w+)`/gmu)].map((row) => row[1] ?? '');
    const needless = ['REACT_APP_API_URL', 'REACT_APP_WS_URL'];
    expect(described.toSorted()).toEqual([...Object.keys(variables.shape), ...needless].toSorted());
  });

  test('never repeats a value, which may be a secret', () => {
    const secret = 'tooshortsecret';
    expect(() => readConfig({ ANTEROOM_SECRET: secret })).toThrow(expect.not.stringContaining(secret));
  });

  test('names every variable that is wrong, each on a line of its own', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/^PORT .+\.\nLOG_LEVEL .+\.$/u);
  });
});
