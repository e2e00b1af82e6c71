const WORDS: Partial<Record<string, Intl.Segmenter>> = {};
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Breaks `text` into at most `maxLines` lines that `fits` accepts, between words as its language knows them (Chinese
 * has no spaces), within a word only when it alone is too long. What is left over is shown to be so by `…`.
 */
export function wrapText(text: string, language: string, maxLines: number, fits: (line: string) => boolean): string[] {
  // Nearly every line of a ticket does, and measuring each word is what costs.
  if (fits(text.trimEnd())) return text.trim() === '' ? [] : [text.trimEnd()];
  const lines: string[] = [];
  let line = '';
  for (const unit of breakableUnits(text, language)) {
    if (fits((line + unit).trimEnd())) {
      line += unit;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const piece of fits(unit.trimEnd()) ? [unit] : splitWord(unit, fits)) {
      if (line !== '') lines.push(line);
      line = piece;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), shortened(lines[maxLines - 1] ?? '', fits)];
}

/** Words with the spaces and the punctuation that follow them: no line begins with a comma. */
function breakableUnits(text: string, language: string): string[] {
  const segmenter = (WORDS[language] ??= new Intl.Segmenter(language, { granularity: 'word' }));
  const units: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const last = units.at(-1);
    const opensWord = isWordLike || /^[\p{Ps}\p{Pi}\u2068]/u.test(segment);
    const glued = last !== undefined && (!opensWord || /[\p{Ps}\p{Pi}\p{Pd}/\u2068]$/u.test(last));
    if (glued) units[units.length - 1] = last + segment;
    else units.push(segment);
  }
  return units;
}

function splitWord(word: string, fits: (line: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (piece !== '' && !fits(piece + segment)) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const letters = [...GRAPHEMES.segment(line)].map(({ segment }) => segment);
  while (letters.length > 0 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
