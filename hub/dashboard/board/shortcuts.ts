import type { QueueEventType } from '#shared/domain/queue.ts';

export type Shortcut =
  | { do: 'next' }
  | { do: 'event'; event: QueueEventType }
  | { do: 'undo' }
  | { do: 'urgency' }
  | { do: 'help' }
  | { do: 'find' }
  | { do: 'queue'; number: number }
  | { do: 'queue_by'; step: 1 | -1 }
  | { do: 'entry_by'; step: 1 | -1 }
  | { do: 'leave' };

/** The keys as the help shows them, in its order. One letter each, the first of the English word where it was free. */
export const SHORTCUT_KEYS = {
  next: 'N',
  recall: 'R',
  start: 'S',
  complete: 'D',
  no_show: 'X',
  return: 'B',
  hold: 'H',
  transfer: 'T',
  cancel: 'C',
  call: 'K',
  urgency: 'E',
  undo: 'U',
} as const;

const BY_LETTER: Record<string, Shortcut> = {
  n: { do: 'next' },
  r: { do: 'event', event: 'recall' },
  s: { do: 'event', event: 'start' },
  d: { do: 'event', event: 'complete' },
  x: { do: 'event', event: 'no_show' },
  b: { do: 'event', event: 'return' },
  h: { do: 'event', event: 'hold' },
  t: { do: 'event', event: 'transfer' },
  c: { do: 'event', event: 'cancel' },
  k: { do: 'event', event: 'call' },
  e: { do: 'urgency' },
  u: { do: 'undo' },
};

const BY_KEY: Record<string, Shortcut> = {
  '?': { do: 'help' },
  '؟': { do: 'help' },
  '/': { do: 'find' },
  Escape: { do: 'leave' },
  ArrowDown: { do: 'entry_by', step: 1 },
  ArrowUp: { do: 'entry_by', step: -1 },
};

export type KeyPress = {
  key: string;
  /** The place on the keyboard, `KeyN`: what counts where the layout types Arabic or Devanagari. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
};

/** What a key press asks for, or null. A key held down repeats arrows only, so that nobody calls ten people. */
export function shortcutFor(press: KeyPress, direction: 'ltr' | 'rtl'): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === 'ArrowLeft' || press.key === 'ArrowRight') {
    const forward = (press.key === 'ArrowRight') === (direction === 'ltr');
    return { do: 'queue_by', step: forward ? 1 : -1 };
  }
  const found = BY_KEY[press.key] ?? BY_LETTER[letterOf(press)] ?? queueNumber(press);
  if (!found || (press.repeat && found.do !== 'entry_by')) return null;
  return found;
}

/** A key that types a character of another script means what is printed beside it. */
const OTHER_SCRIPT = /^[^\p{ASCII}]/u;

function letterOf(press: KeyPress): string {
  if (/^[a-z]$/iu.test(press.key)) return press.key.toLowerCase();
  const place = /^Key([A-Z])$/u.exec(press.code)?.[1];
  return place !== undefined && OTHER_SCRIPT.test(press.key) ? place.toLowerCase() : '';
}

function queueNumber(press: KeyPress): Shortcut | null {
  const place = /^(?:Digit|Numpad)([1-9])$/u.exec(press.code)?.[1];
  const digit = /^[1-9]$/u.test(press.key) ? press.key : OTHER_SCRIPT.test(press.key) ? place : undefined;
  return digit === undefined ? null : { do: 'queue', number: Number(digit) };
}
