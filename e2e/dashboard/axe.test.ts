import { expect, test } from 'vitest';
import { useAxeClinic } from './axe-clinic.ts';
import { DESK, TABLET } from './dashboard-page.ts';

/** Every page in one language of each direction, light and dark. All eight languages: axe.heavy.test.ts. */
const violations = useAxeClinic();

test.each([
  { language: 'en', theme: 'light', viewport: DESK },
  { language: 'ar', theme: 'dark', viewport: TABLET },
] as const)('axe finds nothing on any page in $language, $theme', async (look) => {
  expect(await violations(look)).toEqual([]);
});
