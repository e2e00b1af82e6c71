import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { HOSTILE_NAMES } from '#testing/fixtures/names.ts';
import { cleanText, newPatientSchema, phoneSchema } from './patient.ts';

const UID = '0198c5a0-0000-7000-8000-000000000001';

function patientNamed(firstName: string) {
  return { uid: UID, firstName, lastName: 'Okafor', birthDate: '1980-02-29', phone: '+44 20 7946 0958' };
}

/** Any text at all: every plane, lone surrogates, controls. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

describe('cleanText', () => {
  test.each(HOSTILE_NAMES)('keeps $name ($why) as it was given', ({ name }) => {
    expect(cleanText(name)).toBe(name.normalize('NFC'));
    expect(newPatientSchema.parse(patientNamed(name)).firstName).toBe(name.normalize('NFC'));
  });

  it('changes nothing in text that is already clean', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves only NFC that Postgres and a printer can hold: no controls, no lone surrogates, single spaces', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
        expect(clean).not.toMatch(/^\s|\s$|\s\s/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('never parts a word at an invisible mark, and composes what the mark kept apart', () => {
    expect(cleanText('\u202BMo\u200Fhammed\u202C')).toBe('Mohammed');
    expect(cleanText('e\u202A\u0301')).toBe('é');
    expect(cleanText('\uFEFFAnna')).toBe('Anna');
  });

  it('parts words at control characters, so that an injected line feed or escape reaches no printer', () => {
    expect(cleanText('Ana\u001b@\nMaria\u0000')).toBe('Ana @ Maria');
  });

  it('keeps the joiners that Persian and Indic names are written with', () => {
    expect(cleanText('علی\u200Cرضا')).toBe('علی\u200Cرضا');
    expect(cleanText('क्\u200Dष')).toBe('क्\u200Dष');
  });

  it('takes two spellings of one name to the same text', () => {
    expect(cleanText('Jose\u0301')).toBe(cleanText('José'));
  });
});

describe('newPatientSchema', () => {
  test.each(['', '   ', '\u200D', '\u200E\u200F', '\u3164', '\u0000'])('refuses a name nobody can see: %j', (name) => {
    expect(newPatientSchema.safeParse(patientNamed(name)).success).toBe(false);
  });

  it('accepts a name of one character', () => {
    expect(newPatientSchema.parse(patientNamed('何')).firstName).toBe('何');
  });

  test.each(['1980-02-30', '80-1-1', '', '1980-13-01'])('refuses %j as a date of birth', (birthDate) => {
    expect(newPatientSchema.safeParse({ ...patientNamed('Ada'), birthDate }).success).toBe(false);
  });
});

describe('phoneSchema', () => {
  test.each([
    ['+44 (0)20-7946.0958', '+4402079460958'],
    ['\u202A+1 415\u2011555\u20132671\u202C', '+14155552671'],
    ['٠٥٠ ١٢٣ ٤٥٦٧', '0501234567'],
    ['۰۹۱۲۳۴۵۶۷۸۹', '09123456789'],
    ['९८७६५ ४३२१०', '9876543210'],
    ['+86 131 2345 6789', '+8613123456789'],
  ])('reads %j as %s', (typed, kept) => {
    expect(phoneSchema.parse(typed)).toBe(kept);
  });

  test.each(['', '1234', '+', 'ring me', '12345+6', '1'.repeat(16)])('refuses %j', (typed) => {
    expect(phoneSchema.safeParse(typed).success).toBe(false);
  });
});
