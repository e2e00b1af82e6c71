import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Made for small machines in a cloud: with these, closing a page ends the browser. */
const UNWANTED = ['--headless', '--single-process', '--no-zygote'];

export type SoundPolicy = 'allowed' | 'after-touch';

/** A browser that may be heard at once, as Electron may, or only after a touch, as people's browsers are. */
export async function launchSoundBrowser(policy: SoundPolicy): Promise<Browser> {
  const autoplay = policy === 'allowed' ? 'no-user-gesture-required' : 'document-user-activation-required';
  return chromium.launch({
    executablePath: process.env.ANTEROOM_BROWSER ?? (await sparticuz.executablePath()),
    args: [
      ...sparticuz.args.filter((arg) => !UNWANTED.some((unwanted) => arg.startsWith(unwanted))),
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // The collector is called by the test that counts what is left.
      '--js-flags=--expose-gc',
      `--autoplay-policy=${autoplay}`,
    ],
  });
}
