import type { Gender } from '#shared/domain/patient.ts';
import { birthDateLikeness, phoneLikeness, type DateLikeness, type PhoneLikeness } from './digit-likeness.ts';
import { consonants, foldName, nameLikeness, type NameLikeness } from './name-likeness.ts';

/** What two records are compared by. `phone` in E.164. */
export type MatchSubject = {
  firstName: string;
  lastName: string;
  /** Null until the desk asks someone who booked without telling it. */
  birthDate: string | null;
  phone: string | null;
  gender: Gender | null;
};

export type MatchReason = { field: 'name' | 'birth_date' | 'phone' | 'gender'; finding: string; bits: number };

export type PatientMatch = {
  /** Probability that both records are one person, 0 to 1, under the weights below. */
  score: number;
  /** Why, strongest first; `bits` add up to the score's evidence. */
  reasons: MatchReason[];
};

/** From here on staff are shown the pair as a possible duplicate. Nothing is ever merged by itself. */
export const LIKELY_DUPLICATE = 0.8;

/**
 * Evidence in bits, after Fellegi and Sunter (1969): log2 of how much likelier a finding is when both records are one
 * person than when they are two. Rounded by hand from how families and typing go: a phone is shared by a household, twins
 * share all but the first name, a father and son all but the birth date; so a first name or a birth date that differs
 * weighs more than a phone that is the same.
 */
const FIRST_NAME_BITS: Record<NameLikeness, number> = { same: 6, sounds_alike: 4.5, close: 3.5, different: -9 };
const LAST_NAME_BITS: Record<NameLikeness, number> = { same: 6, sounds_alike: 4.5, close: 3.5, different: -4 };
const BIRTH_DATE_BITS: Record<DateLikeness, number> = {
  same: 9,
  day_month_swapped: 6,
  one_slip: 2.5,
  different: -9,
  unknown: 0,
};
const PHONE_BITS: Record<PhoneLikeness, number> = { same: 6, one_slip: 4, different: -1.5, unknown: 0 };
const GENDER_DIFFERS_BITS = -4;
/** First and last name exchanged, as forms in another language invite. */
const SWAPPED_NAMES_BITS = 9;
/** Before looking, that two records of a clinic's register are one person is about one in 2^12. */
const PRIOR_BITS = -12;

/** Compares two records. Symmetric, and a record always matches itself best. */
export function matchPatients(a: MatchSubject, b: MatchSubject): PatientMatch {
  const birthDate = birthDateLikeness(a.birthDate, b.birthDate);
  const phone = phoneLikeness(a.phone, b.phone);
  const reasons: MatchReason[] = [
    nameReason(a, b),
    { field: 'birth_date', finding: birthDate, bits: BIRTH_DATE_BITS[birthDate] },
    { field: 'phone', finding: phone, bits: PHONE_BITS[phone] },
  ];
  if (gendersContradict(a.gender, b.gender)) {
    reasons.push({ field: 'gender', finding: 'different', bits: GENDER_DIFFERS_BITS });
  }
  const bits = reasons.reduce((sum, reason) => sum + reason.bits, PRIOR_BITS);
  return { score: 1 / (1 + 2 ** -bits), reasons: reasons.toSorted((x, y) => Math.abs(y.bits) - Math.abs(x.bits)) };
}

function nameReason(a: MatchSubject, b: MatchSubject): MatchReason {
  const first = nameLikeness(a.firstName, b.firstName);
  const last = nameLikeness(a.lastName, b.lastName);
  const straight = FIRST_NAME_BITS[first] + LAST_NAME_BITS[last];
  const isSwapped =
    nameLikeness(a.firstName, b.lastName) !== 'different' && nameLikeness(a.lastName, b.firstName) !== 'different';
  return isSwapped && straight < SWAPPED_NAMES_BITS
    ? { field: 'name', finding: 'swapped', bits: SWAPPED_NAMES_BITS }
    : { field: 'name', finding: `first_${first}_last_${last}`, bits: straight };
}

function gendersContradict(a: Gender | null, b: Gender | null): boolean {
  const known = new Set<Gender | null>(['female', 'male']);
  return known.has(a) && known.has(b) && a !== b;
}

/**
 * Keys under which a record is looked up before it is compared: two records that share none of them cannot score as a
 * likely duplicate often enough to matter. Store them beside the record, look for any in common.
 */
export function matchKeys(subject: MatchSubject): string[] {
  const names = [subject.firstName, subject.lastName].map((name) => consonants(name) || foldName(name));
  const keys = subject.birthDate === null ? [] : birthKeys(subject.birthDate, names);
  if (subject.phone !== null) keys.push(`p:${subject.phone}`);
  keys.push(`n:${names.toSorted().join('+')}`);
  return [...new Set(keys)];
}

function birthKeys(birthDate: string, names: readonly string[]): string[] {
  const [year, month, day] = birthDate.split('-');
  return [`b:${birthDate}`, `b:${year}-${day}-${month}`, ...names.map((name) => `n:${name}:${year}`)];
}
