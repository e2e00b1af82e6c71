import { describe, expect, it } from 'vitest';
import { deleteBackward, insertText, wantsCapital } from './edit-text.ts';

const at = (text: string, start = text.length, end = start) => ({ text, start, end });

describe('typing into a text', () => {
  it('goes in at the caret, and over what is selected', () => {
    expect(insertText(at('Ane', 2), 'n')).toEqual({ text: 'Anne', start: 3, end: 3 });
    expect(insertText(at('Anne', 0, 4), 'Z')).toEqual({ text: 'Z', start: 1, end: 1 });
  });

  it('replaces the letters that a chosen character stands for', () => {
    expect(insertText(at('王wei'), '伟', 3).text).toBe('王伟');
  });

  it('deletes what one key typed: a sign without its letter, a character whole', () => {
    expect(deleteBackward(at('रा')).text).toBe('र');
    expect(deleteBackward(at('𠮷')).text).toBe('');
    expect(deleteBackward(at('', 0))).toEqual(at(''));
    expect(deleteBackward(at('Anne', 1, 3)).text).toBe('Ae');
  });
});

describe('a capital', () => {
  it.each(['', 'Anne ', 'Anne-', 'O’', "O'"])('follows "%s"', (before) => {
    expect(wantsCapital(before)).toBe(true);
  });

  it('does not follow a letter', () => {
    expect(wantsCapital('Anne')).toBe(false);
  });
});
