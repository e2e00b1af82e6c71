/** A text and what is selected in it, in UTF-16 units as `<input>` counts. */
export type TextState = { text: string; start: number; end: number };

/** Types over the selection, taking `replacing` more units before it. */
export function insertText({ text, start, end }: TextState, typed: string, replacing = 0): TextState {
  const before = text.slice(0, Math.max(0, start - replacing)) + typed;
  return { text: before + text.slice(end), start: before.length, end: before.length };
}

/**
 * Deletes the selection, or the code point before it: one key press takes back one key press, so a vowel sign goes
 * without its consonant.
 */
export function deleteBackward(state: TextState): TextState {
  if (state.start !== state.end) return insertText(state, '');
  const last = Array.from(state.text.slice(0, state.start)).at(-1) ?? '';
  return insertText(state, '', last.length);
}

/** Names begin with a capital after nothing, a space, a hyphen or an apostrophe. */
export function wantsCapital(before: string): boolean {
  return before === '' || /[\s\-'’]$/u.test(before);
}
