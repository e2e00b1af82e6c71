import { describe, expect, it } from 'vitest';
import { phoneSchema } from '#shared/domain/patient.ts';
import { isPhone, keepPhone } from './phone-entry.ts';

describe('a phone number', () => {
  it.each([
    '+49 30 901820',
    '020 7946 0018',
    '(555) 010-0199',
    '12345',
    '+123456789012345',
    '1234',
    '+1234567890123456',
    '+',
    '',
    '1+2345678',
  ])('is let through exactly when the device takes it: "%s"', (typed) => {
    expect(isPhone(typed)).toBe(phoneSchema.safeParse(typed).success);
  });

  it('keeps no letters', () => {
    expect(keepPhone('+49 a30 <b>901820')).toBe('+49 30 901820');
  });
});
