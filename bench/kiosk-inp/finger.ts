import type { Page } from 'playwright-core';

/** How long a finger rests on the glass: people's taps last from some 50 to 150 ms. */
const RESTS_MS = 80;
/** As a person looks before they touch again; what is still being drawn belongs to the touch before. */
const LOOKS_MS = 120;

export type Finger = { touch: (selector: string) => Promise<void>; touches: () => number };

/** Touches as a touch screen reports them, down and up apart, so that the page has the frames between that it has with people. */
export async function openFinger(page: Page): Promise<Finger> {
  const session = await page.context().newCDPSession(page);
  let touches = 0;
  return {
    async touch(selector) {
      const target = page.locator(selector).first();
      await target.waitFor();
      const box = await target.boundingBox();
      if (!box) throw new Error(`nowhere to touch: ${selector}`);
      // Not the middle: the whole upper half of the first screen is a button, with words in the middle.
      const point = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 40) };
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
      await page.waitForTimeout(RESTS_MS);
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      touches += 1;
      await page.waitForTimeout(LOOKS_MS);
    },
    touches: () => touches,
  };
}
