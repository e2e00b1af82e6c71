import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { baselineFolder } from './keep-baselines.ts';
import { comparePictures } from './compare-pictures.ts';
import { pictureEveryScreen, VIEWS } from './every-screen.ts';

/** Beyond this a word has moved; `npm run baselines` keeps the screens as they are now, to be looked at. */
const MOST_DIFFERENT = 0.002;
const DIFFS = join(tmpdir(), 'anteroom-visual');

let browser: Browser;
beforeAll(async () => {
  rmSync(DIFFS, { recursive: true, force: true });
  browser = await launchBrowser();
});
afterAll(async () => browser?.close());

test('a word that is gone is noticed', () => {
  const file = join(baselineFolder(VIEWS[0]!), 'purpose.png');
  const picture = PNG.sync.read(readFileSync(file));
  for (let y = 150; y < 185; y += 1)
    picture.data.fill(245, (y * picture.width + 30) * 4, (y * picture.width + 330) * 4);
  expect(comparePictures(readFileSync(file), PNG.sync.write(picture)).share).toBeGreaterThan(MOST_DIFFERENT);
});

test.each(VIEWS)('every screen in $language, $orientation, looks as it was approved', async (view) => {
  const folder = baselineFolder(view);
  const seen = new Set<string>();
  const changed: string[] = [];
  await pictureEveryScreen(browser, view, (name, png) => {
    seen.add(`${name}.png`);
    const kept = join(folder, `${name}.png`);
    const { share, diff } = existsSync(kept) ? comparePictures(readFileSync(kept), png) : { share: 1, diff: png };
    if (share <= MOST_DIFFERENT) return;
    const shown = join(DIFFS, `${view.language}-${view.orientation}`);
    mkdirSync(shown, { recursive: true });
    writeFileSync(join(shown, `${name}.now.png`), png);
    writeFileSync(join(shown, `${name}.diff.png`), diff);
    changed.push(`${name}: ${(share * 100).toFixed(2)} % differs, see ${join(shown, `${name}.diff.png`)}`);
  });
  expect(changed).toEqual([]);
  expect(readdirSync(folder).filter((file) => !seen.has(file))).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});
