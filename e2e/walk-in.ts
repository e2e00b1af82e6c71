import type { Page } from 'playwright-core';
import type { Language } from '#shared/domain/language.ts';

export type WalkIn = {
  firstName: string;
  lastName: string;
  phone: string;
  language?: Language;
  /** `1984` unless said otherwise; the day is the fifth of May, which reads the same in every order of day and month. */
  bornIn?: number;
};

/** Touches as a person would, and reports how many choices they made beside typing. */
export async function registerWalkIn(page: Page, person: WalkIn): Promise<{ token: string; taps: number }> {
  let taps = 0;
  const tap = async (testId: string): Promise<void> => {
    await page.getByTestId(testId).first().click();
    taps += 1;
  };
  const goOn = async (): Promise<void> => page.getByTestId('continue').click();

  await (person.language ? tap(`language-${person.language}`) : tap('attract'));
  await tap('purpose-walk-in');
  await page.getByTestId('phone').fill(person.phone);
  await goOn();
  await page.getByTestId('birth-date').waitFor();
  const year = String(person.bornIn ?? 1984);
  await page.keyboard.type(person.language === 'zh' ? `${year}0505` : `0505${year}`);
  await goOn();
  // Whoever shares phone and birth date with someone who was here before is asked first; these say who they are.
  await page.getByTestId('first-name').or(page.getByTestId('recognise-no')).first().waitFor();
  if (await page.getByTestId('recognise-no').isVisible()) await page.getByTestId('recognise-no').click();
  await page.getByTestId('first-name').fill(person.firstName);
  await page.getByTestId('last-name').fill(person.lastName);
  await goOn();
  await tap('service-choice');
  await tap('doctor-choice');
  const token = await page.getByTestId('token').innerText();
  return { token, taps };
}

/** Back to the first screen, as the next person finds it. */
export async function leaveKiosk(page: Page): Promise<void> {
  await page.getByTestId('token-done').click();
  await page.getByTestId('attract').waitFor();
}
