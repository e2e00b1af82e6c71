import { describe, expect, it } from 'vitest';
import { undoOf } from './undo-of.ts';

const before = { urgency_level: 'medium' as const };

describe('taking a move back', () => {
  it.each(['call', 'start', 'complete', 'no_show', 'return', 'hold', 'transfer', 'cancel'] as const)(
    'leaves it to the hub after %s, which knows how the entry stood',
    (event) => expect(undoOf(event, before)).toBe('undo'),
  );

  it('says the former urgency again', () => {
    expect(undoOf('set_urgency', before)).toEqual({ event: 'set_urgency', level: 'medium', reason: '' });
    expect(undoOf('set_urgency', {})).toMatchObject({ level: null });
  });

  it('offers nothing where everyone in the room has heard it, and no undo of an undo', () => {
    expect(undoOf('recall', before)).toBeNull();
    expect(undoOf('undo', before)).toBeNull();
  });
});
