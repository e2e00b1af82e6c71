import axe from 'axe-core';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong with the screen as it stands, in a line each. The kiosk promises AAA contrast as well. axe stays
 * in the page: hundreds of screens are looked at without loading it again.
 */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(stillness);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, {
      runOnly: tags,
      rules: { 'color-contrast-enhanced': { enabled: true } },
      resultTypes: ['violations'],
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} – ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join('; ')}`,
    );
  }, RULES);
}

/** Motion would be measured half-way, also one that begins only when the device has told the page something. */
async function stillness(): Promise<void> {
  for (let looks = 0; looks < 2; looks += 1) {
    const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
    if (moving.length > 0) looks = 0;
    await Promise.all(moving.map(async (one) => one.finished.catch(() => undefined)));
    await new Promise((resolve) => {
      setTimeout(resolve, 60);
    });
  }
}
