import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A test that counts what is left calls the collector.
  '--js-flags=--expose-gc',
];

/** A browser that may be heard at once, as Electron may, or only after a touch, as people's browsers are. */
export type SoundPolicy = 'allowed' | 'after-touch';

/** The browser that came with npm, or `ANTEROOM_BROWSER`, or the system's Chromium where npm's cannot run. */
export async function launchBrowser(sound: SoundPolicy = 'allowed'): Promise<Browser> {
  const autoplay = sound === 'allowed' ? 'no-user-gesture-required' : 'document-user-activation-required';
  const args = [...ARGS, `--autoplay-policy=${autoplay}`];
  const named = process.env.ANTEROOM_BROWSER;
  if (named) return chromium.launch({ executablePath: named, args });
  try {
    // Without that package's own arguments: `--single-process` among them mixes up the cookies of browser contexts.
    return await chromium.launch({ executablePath: await sparticuz.executablePath(), args });
  } catch (error) {
    const system = SYSTEM_CHROMIUM.find((path) => existsSync(path));
    if (!system) throw error;
    return chromium.launch({ executablePath: system, args });
  }
}

/** A page that fails its test when the console tells of an error or of something the CSP refused. */
export async function openPage(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: size });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}
