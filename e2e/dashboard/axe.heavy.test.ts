import { expect, test } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { useAxeClinic } from './axe-clinic.ts';
import { DESK, TABLET } from './dashboard-page.ts';

/** Every page × every language × light and dark, on a desk's screen and on a tablet. */
const violations = useAxeClinic();

const ALL = LANGUAGES.flatMap(({ code }) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [DESK, TABLET].map((viewport) => ({ language: code, theme, viewport, width: viewport.width })),
  ),
);

test.each(ALL)('axe finds nothing in $language, $theme, $width wide', async (look) => {
  expect(await violations(look)).toEqual([]);
});
