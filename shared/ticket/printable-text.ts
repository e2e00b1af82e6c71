import { cleanText } from '#shared/domain/patient.ts';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A letter with more marks than any script needs (stacked "zalgo" text) is cut, or it would spill over other lines. */
const MOST_UNITS_A_GRAPHEME = 12;

/** Words of ASCII with single spaces between: nothing below would change them, and most of a ticket's lines are such. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A person's text as it may reach an encoder: whole code points, NFC, nothing that a printer obeys, at most
 * `maxGraphemes` letters as a reader counts them. The encoders' libraries pass ESC and GS through as they are, so a
 * patient called `␛@…` would otherwise drive the printer.
 */
export function printableText(text: string, maxGraphemes: number): string {
  if (text.length <= maxGraphemes && PLAIN.test(text)) return text;
  // Cut early: normalising and segmenting a megabyte of name would hold up the kiosk.
  const bounded = text.slice(0, maxGraphemes * MOST_UNITS_A_GRAPHEME * 2);
  const clean = cleanText(bounded.toWellFormed());
  const kept: string[] = [];
  let cut = text.length > bounded.length;
  for (const { segment } of GRAPHEMES.segment(clean)) {
    if (kept.length === maxGraphemes) {
      cut = true;
      break;
    }
    kept.push(
      segment.length > MOST_UNITS_A_GRAPHEME ? segment.slice(0, MOST_UNITS_A_GRAPHEME).toWellFormed() : segment,
    );
  }
  if (!cut) return kept.join('');
  return `${kept
    .slice(0, maxGraphemes - 1)
    .join('')
    .trimEnd()}…`;
}
