import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '#testing/device/device-world.ts';

const TOP = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
const running: ChildProcess[] = [];
const PAGE = join(TOP, 'dist/kiosk/index.html');
// The page itself is not what is tried here; a checkout that has not been built has none.
const isBuilt = existsSync(PAGE);
beforeAll(() => {
  if (isBuilt) return;
  mkdirSync(join(TOP, 'dist/kiosk'), { recursive: true });
  writeFileSync(PAGE, '<!doctype html>');
});
afterAll(() => {
  if (!isBuilt) rmSync(PAGE, { force: true });
});
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  removeFolder(folder);
});

function serve(env: Record<string, string>) {
  const child = spawn(process.execPath, ['kiosk/serve.ts'], {
    cwd: TOP,
    env: { PATH: process.env['PATH'], PORT: '0', ANTEROOM_DATA_DIR: folder, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.push(child);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ready = new Promise<{ url: string }>((resolve) => {
    child.once('message', (message) => resolve(message as { url: string }));
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, out, err }));
  });
  return { child, ready, ended };
}

describe('the kiosk program', () => {
  it('starts unpaired, says where it is, keeps a second one off its data, and ends cleanly', async () => {
    const { child, ready, ended } = serve({
      // Nobody is there: pairing goes on in the background.
      ANTEROOM_HUB_URL: 'http://127.0.0.1:9',
      ANTEROOM_PAIRING_CODE: 'ACDEFGHJ',
    });
    const { url } = await ready;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/u);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);

    const second = await serve({}).ended;
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(/^The data folder is in use by another program\..*\n$/u);

    const asked = performance.now();
    child.kill('SIGTERM');
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(3000);
    expect(out).toBe(`The kiosk is at ${url}\n`);
    expect(err).toBe('');
  }, 60_000);

  it.each([
    [{ PORT: 'many', ANTEROOM_PRINTER: 'http://printer' }, /PORT: .*ANTEROOM_PRINTER: /u],
    [{ ANTEROOM_PRINTER_MODEL: 'typewriter' }, /ANTEROOM_PRINTER_MODEL: must be one of epson-/u],
    [{ ANTEROOM_PAIRING_CODE: 'ACDEFGHJ' }, /needs ANTEROOM_HUB_URL/u],
  ])(
    'says in one line what is wrong with %j',
    async (env, line) => {
      const { code, err } = await serve(env).ended;
      expect(code).toBe(1);
      expect(err).toMatch(line);
      expect(err.trim().split('\n')).toHaveLength(1);
    },
    30_000,
  );
});
