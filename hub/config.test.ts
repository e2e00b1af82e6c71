import { describe, expect, test } from 'vitest';
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
  ])('%j is told what to do', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });

  test('never repeats a value, which may be a secret', () => {
    const secret = 'tooshortsecret';
    expect(() => readConfig({ ANTEROOM_SECRET: secret })).toThrow(expect.not.stringContaining(secret));
  });

  test('names every variable that is wrong, each on a line of its own', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/^PORT .+\.\nLOG_LEVEL .+\.$/u);
  });
});
