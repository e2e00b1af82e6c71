import type { Page } from 'playwright-core';
import type { Finger } from './finger.ts';

const id = (testId: string): string => `[data-testid="${testId}"]`;

/** One registration by touch alone, on the pads and keyboards of the screen. */
export async function registerByTouch(page: Page, { touch }: Finger): Promise<void> {
  const press = async (digits: string): Promise<void> => {
    for (const digit of digits) await touch(`button:text-is("${digit}")`);
  };
  await touch(id('attract'));
  await touch(id('purpose-walk-in'));
  await page.locator(id('phone')).waitFor();
  await press('02079461234');
  await touch(id('continue'));
  await page.locator(id('birth-date')).waitFor();
  await press('05051984');
  await touch(id('continue'));
  await page
    .locator(`${id('first-name')}, ${id('recognise-no')}`)
    .first()
    .waitFor();
  if (await page.locator(id('recognise-no')).isVisible()) await touch(id('recognise-no'));
  for (const letter of ['Z', 'o', 'e']) await touch(`[data-key] >> text=/^${letter}$/i`);
  await touch(id('last-name'));
  for (const letter of ['K', 'a', 'y']) await touch(`[data-key] >> text=/^${letter}$/i`);
  await touch(id('continue'));
  await touch(id('service-choice'));
  await touch(id('doctor-any'));
  await page.locator(id('token')).waitFor();
  await touch(id('token-done'));
  await page.locator(id('attract')).waitFor();
}
