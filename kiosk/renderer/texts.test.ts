import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const TOP = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, TOP), 'utf8');
const has = (path: string) => Object.keys(JSON.parse(read(path)) as object).map((key) => key.replace(/_other$/u, ''));

it('the kiosk has words for everything that its screens say', () => {
  const keys = new Set([...has('kiosk/renderer/texts/en.json'), ...has('shared/ui/texts/en.json')]);
  const sources = globSync('{kiosk/renderer,shared/ui}/**/*.tsx', { cwd: TOP.pathname }).map(read).join('\n');
  const said = Array.from(sources.matchAll(/\bt\(\s*'([\w.]+)'/gu), ([, key]) => key ?? '');
  expect(said.length).toBeGreaterThan(40);
  expect(said.filter((key) => !keys.has(key))).toEqual([]);
});

it('the kiosk has words of its own for whatever a check-in can fail with', () => {
  const keys = new Set(has('kiosk/renderer/texts/en.json'));
  const codes = (
    'device.not_paired device.revoked device.forked device.disk_full device.disk_failed clock.jumped ' +
    'check_in.invalid check_in.service_closed check_in.doctor_closed ' +
    'bridge.lost bridge.bad_input kiosk.no_answer kiosk.incomplete'
  ).split(' ');
  expect(codes.filter((code) => !keys.has(`error.${code}`))).toEqual([]);
});
