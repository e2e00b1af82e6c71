import { describe, expect, it } from 'vitest';
import { changedFields, draftOf } from './patient-draft.ts';

const empty = draftOf(null);

describe('a patient being changed', () => {
  it('is sent as far as it was changed, and no further', () => {
    const was = { ...empty, first_name: 'Zoë', last_name: "O'Brien", phone: '+49301234567' };
    expect(changedFields(was, { ...was, last_name: 'Müller ' })).toEqual({ last_name: 'Müller' });
    expect(changedFields(was, was)).toEqual({});
  });

  it('loses what was emptied', () => {
    const was = { ...empty, phone: '+49301234567', gender: 'female' as const };
    expect(changedFields(was, { ...was, phone: '', gender: '' })).toEqual({ phone: null, gender: null });
  });
});
