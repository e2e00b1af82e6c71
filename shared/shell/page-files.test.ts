import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePageFile } from './page-files.ts';

let top: string;
let folder: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'anteroom-page-'));
  folder = join(top, 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), 'the page');
  writeFileSync(join(folder, 'assets/app.js'), 'the script');
  writeFileSync(join(folder, 'assets/clip.opus'), 'the voice');
  writeFileSync(join(folder, '.stamp'), 'not for pages');
  writeFileSync(join(top, 'secret.json'), 'not for pages');
});
afterAll(() => rmSync(top, { recursive: true }));

describe('the page’s own scheme', () => {
  it('serves built files, under the policy', async () => {
    const page = await servePageFile(folder, 'app://anteroom/');
    expect(await page.text()).toBe('the page');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    const script = await servePageFile(folder, 'app://anteroom/assets/app.js?v=1');
    expect([await script.text(), script.headers.get('content-type')]).toEqual([
      'the script',
      'text/javascript; charset=utf-8',
    ]);
  });

  it('serves the recorded voice', async () => {
    const clip = await servePageFile(folder, 'app://anteroom/assets/clip.opus');
    expect([clip.status, clip.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
  });

  it.each([
    'app://anteroom/../secret.json',
    'app://anteroom/%2e%2e/secret.json',
    'app://anteroom/..%2fsecret.json',
    'app://anteroom/assets/..%5c..%5csecret.json',
    'app://anteroom/.stamp',
    'app://anteroom/%00.js',
    'app://anteroom/%zz.js',
    'app://anteroom/missing.js',
    'app://elsewhere/index.html',
  ])('has nothing at %s', async (url) => {
    const response = await servePageFile(folder, url);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('not for pages');
  });
});
