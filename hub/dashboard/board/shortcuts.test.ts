import { describe, expect, it } from 'vitest';
import { SHORTCUT_KEYS, shortcutFor, type KeyPress } from './shortcuts.ts';

function press(key: string, given: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...given };
}

describe('shortcuts', () => {
  it('does for every key of the help what the help says', () => {
    for (const [name, key] of Object.entries(SHORTCUT_KEYS)) {
      const found = shortcutFor(press(key.toLowerCase()), 'ltr');
      const itself = ['next', 'undo', 'urgency'].includes(name);
      expect(found).toEqual(itself ? { do: name } : { do: 'event', event: name });
    }
  });

  it('works with capitals', () => {
    expect(shortcutFor(press('N'), 'ltr')).toEqual({ do: 'next' });
  });

  it.each([
    ['Arabic', 'ى', 'KeyN'],
    ['Devanagari vowel sign', 'ि', 'KeyN'],
    ['Cyrillic', 'т', 'KeyN'],
  ])('goes by the place of the key where the layout types %s', (_, key, code) => {
    expect(shortcutFor(press(key, { code }), 'rtl')).toEqual({ do: 'next' });
  });

  it('goes by the letter, not the place, on other Latin layouts', () => {
    expect(shortcutFor(press('n', { code: 'KeyL' }), 'ltr')).toEqual({ do: 'next' });
    expect(shortcutFor(press('l', { code: 'KeyN' }), 'ltr')).toBeNull();
  });

  it('leaves the browser its own shortcuts', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const)
      expect(shortcutFor(press('r', { [held]: true }), 'ltr')).toBeNull();
  });

  it('calls one patient however long the key is held down', () => {
    expect(shortcutFor(press('n', { repeat: true }), 'ltr')).toBeNull();
    expect(shortcutFor(press('ArrowDown', { repeat: true }), 'ltr')).toEqual({ do: 'entry_by', step: 1 });
  });

  it('picks queues by digit, also by the digits of other scripts', () => {
    expect(shortcutFor(press('3', { code: 'Digit3' }), 'ltr')).toEqual({ do: 'queue', number: 3 });
    expect(shortcutFor(press('٣', { code: 'Digit3' }), 'rtl')).toEqual({ do: 'queue', number: 3 });
    expect(shortcutFor(press('0', { code: 'Digit0' }), 'ltr')).toBeNull();
    expect(shortcutFor(press('!', { code: 'Digit1' }), 'ltr')).toBeNull();
  });

  it('mirrors left and right where one reads from the right', () => {
    expect(shortcutFor(press('ArrowRight'), 'ltr')).toEqual({ do: 'queue_by', step: 1 });
    expect(shortcutFor(press('ArrowRight'), 'rtl')).toEqual({ do: 'queue_by', step: -1 });
    expect(shortcutFor(press('ArrowLeft'), 'rtl')).toEqual({ do: 'queue_by', step: 1 });
  });

  it('takes no key for an ordinary one', () => {
    for (const key of ['Enter', 'Tab', ' ', 'F1', 'Shift', 'a']) expect(shortcutFor(press(key), 'ltr')).toBeNull();
  });
});
