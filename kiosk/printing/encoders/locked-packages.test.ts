import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Lock = { packages: Record<string, { version?: string; name?: string; resolved?: string }> };
const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as Lock;

/** The real name of what is installed there: an override may put another package under the name that is asked for. */
function installed(): { path: string; name: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([path, { name, version }]) =>
    path === '' ? [] : [{ path, name: name ?? path.replace(/^.*node_modules\//, ''), version: version ?? '' }],
  );
}

/**
 * What escpos would bring: native code that must be compiled, and packages with known advisories that nobody mends.
 * Its composing needs none of them. `serialport` is ours, at a version of our own; escpos gets none.
 */
const BANNED = new Set([
  'get-pixels', // → request, ndarray-pack
  'request', // SSRF, CVE-2023-28155, unmaintained
  'tough-cookie', // prototype pollution, CVE-2023-26136
  'har-validator',
  'node-bluetooth', // native, unmaintained
  'usb', // native
  'qr-image', // unmaintained
  'node-bitmap',
  'jpeg-js', // endless loop, CVE-2022-25851
  'omggif', // unmaintained
]);

describe('the lockfile', () => {
  it("holds nothing of escpos' native and vulnerable companions", () => {
    expect(installed().filter(({ name }) => BANNED.has(name))).toEqual([]);
  });

  it('puts a harmless package under every name that escpos asks for', () => {
    const names = ['get-pixels', 'node-bluetooth', 'qr-image', 'usb', 'serialport'];
    for (const name of names) {
      const own = installed().find(({ path }) => path === `node_modules/escpos/node_modules/${name}`);
      const hoisted = installed().find(({ path }) => path === `node_modules/${name}`);
      expect((own ?? hoisted)?.name).toBe('safer-buffer');
    }
  });

  it('would notice one', () => {
    expect(installed().map(({ name }) => name)).toContain('escpos');
    expect(installed().some(({ name }) => name === 'serialport')).toBe(true);
  });
});
