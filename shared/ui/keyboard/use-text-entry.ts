import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { deleteBackward, insertText, type TextState } from './edit-text.ts';

export type TextEntry = {
  value: string;
  inputRef: RefObject<HTMLInputElement | null>;
  /** For the field: what a real keyboard types. */
  onChange: (value: string) => void;
  /** The text left of the caret. */
  before: string;
  insert: (text: string, replacing?: number) => void;
  deleteBack: () => void;
};

/** One field that real and on-screen keys edit alike, at the caret. Its text lives here and goes with the screen. */
export function useTextEntry(initial: string): TextEntry {
  const inputRef = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<TextState>({ text: initial, start: initial.length, end: initial.length });
  const byKey = useRef(false);

  useLayoutEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    inputRef.current?.setSelectionRange(state.start, state.end);
  }, [state]);

  function edit(change: (from: TextState) => TextState): void {
    byKey.current = true;
    setState((held) => change({ text: held.text, ...caretOf(inputRef.current, held) }));
  }

  return {
    value: state.text,
    inputRef,
    onChange: (text) =>
      setState({ text, ...caretOf(inputRef.current, { text, start: text.length, end: text.length }) }),
    before: state.text.slice(0, state.start),
    insert: (text, replacing) => edit((from) => insertText(from, text, replacing)),
    deleteBack: () => edit(deleteBackward),
  };
}

/** The field knows the caret, unless keys come faster than the field is drawn. */
function caretOf(input: HTMLInputElement | null, held: TextState): { start: number; end: number } {
  if (!input || input.value !== held.text) return { start: held.start, end: held.end };
  return { start: input.selectionStart ?? held.start, end: input.selectionEnd ?? held.end };
}
