import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Tokens = Record<string, string>;

const CSS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const light = colours(blockAfter('@theme static {'));
const dark = { ...light, ...colours(blockAfter("[data-theme='dark'] {")) };
const high = { ...dark, ...colours(blockAfter("[data-contrast='high'] {")) };

/** Text on ground. Kiosk and display read from afar and by everyone: AAA, 7:1. */
const TEXT_PAIRS = [
  ['ink', 'sunken'],
  ['ink', 'canvas'],
  ['ink', 'surface'],
  ['ink-soft', 'sunken'],
  ['ink-soft', 'canvas'],
  ['ink-soft', 'surface'],
  ['accent', 'canvas'],
  ['accent', 'surface'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-accent-soft', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['on-glow', 'glow'],
  ['on-hero', 'hero'],
  ['glow', 'hero'],
  ['alert', 'canvas'],
  ['alert', 'surface'],
  ['on-alert', 'alert'],
  ['on-alert-soft', 'alert-soft'],
  ['on-warn-soft', 'warn-soft'],
  ['on-good-soft', 'good-soft'],
] as const;

/** Edges of controls and the focus ring, against what is beside them: 3:1. */
const EDGE_PAIRS = [
  ['line-strong', 'canvas'],
  ['line-strong', 'surface'],
  ['focus', 'canvas'],
  ['focus', 'surface'],
  ['on-hero', 'hero'],
] as const;

describe.each([
  ['light', light],
  ['dark', dark],
  ['high contrast', high],
])('the %s theme', (_name, tokens: Tokens) => {
  it.each(TEXT_PAIRS)('writes %s on %s at 7:1 or more', (text, ground) => {
    expect(contrast(tokens, text, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(EDGE_PAIRS)('draws %s on %s at 3:1 or more', (edge, ground) => {
    expect(contrast(tokens, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

it('knows black on white to be 21:1', () => {
  expect(contrast({ a: '#000000', b: '#ffffff' }, 'a', 'b')).toBeCloseTo(21);
});

function blockAfter(opening: string): string {
  const start = CSS.indexOf(opening);
  expect(start).toBeGreaterThan(-1);
  return CSS.slice(start, CSS.indexOf('}', start));
}

function colours(block: string): Tokens {
  return Object.fromEntries(
    Array.from(block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g), ([, name, hex]) => [name, hex]),
  ) as Tokens;
}

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(tokens: Tokens, one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(tokens, one), luminance(tokens, other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(tokens: Tokens, name: string): number {
  const hex = tokens[name];
  if (!hex) throw new Error(`no token ${name}`);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
