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
  // The display in Electron may play at once; a test browser is told to allow the same.
  '--autoplay-policy=no-user-gesture-required',
];

/** The browser that came with npm, or `ANTEROOM_BROWSER`, or the system's Chromium where npm's cannot run. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.ANTEROOM_BROWSER;
  if (named) return chromium.launch({ executablePath: named, args: ARGS });
  try {
    // Without that package's own arguments: `--single-process` among them mixes up the cookies of browser contexts.
    return await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ARGS });
  } catch (error) {
    const system = SYSTEM_CHROMIUM.find((path) => existsSync(path));
    if (!system) throw error;
    return chromium.launch({ executablePath: system, args: ARGS });
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
