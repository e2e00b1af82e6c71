import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browser.ts';
import { shrinkPicture } from './compare-pictures.ts';
import { pictureEveryScreen, VIEWS, type View } from './every-screen.ts';

/**
 * `npm run baselines`: every screen as it is now, for the eye first and then for `visual.heavy.test.ts`; with names
 * (`npm run baselines -- hi-portrait`) only those views.
 */
export function baselineFolder({ language, orientation }: View): string {
  return fileURLToPath(new URL(`baselines/${language}-${orientation}`, import.meta.url));
}

if (import.meta.main) {
  const browser = await launchBrowser();
  const wanted = process.argv.slice(2);
  for (const view of VIEWS) {
    const folder = baselineFolder(view);
    if (wanted.length > 0 && !wanted.includes(basename(folder))) continue;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await pictureEveryScreen(browser, view, (name, png) =>
      writeFileSync(join(folder, `${name}.png`), shrinkPicture(png)),
    );
    console.log(`kept ${view.language}, ${view.orientation}`);
  }
  await browser.close();
}
