import { readFileSync } from 'node:fs';
import type { MatchSubject } from '#shared/domain/patient-match/match-patients.ts';
import type { Random } from '#shared/domain/ports.ts';

export type LabelledPair = { a: MatchSubject; b: MatchSubject; isSame: boolean; kind: string };

type Name = { country: string; localized: string; romanized: string };

/** Reads `Localized Name` and `Romanized Name` by country from the public lists of popular names (CC0). */
export function readNames(file: string): Map<string, Name[]> {
  const [header = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/u, '')
    .trim()
    .split(/\r?\n/u);
  const columns = header.split(',');
  const column = (cells: string[], name: string): string => cells[columns.indexOf(name)]?.trim() ?? '';
  const byCountry = new Map<string, Name[]>();
  for (const line of lines) {
    const cells = line.split(',');
    const name = {
      country: column(cells, 'Country'),
      localized: column(cells, 'Localized Name'),
      romanized: column(cells, 'Romanized Name'),
    };
    if (name.localized === '') continue;
    byCountry.set(name.country, [
      ...(byCountry.get(name.country) ?? []),
      { ...name, romanized: name.romanized || name.localized },
    ]);
  }
  return byCountry;
}

type Person = MatchSubject & { birthDate: string; romanized: { firstName: string; lastName: string } };

/** Pairs of records with the truth about them: half are one person met twice, half are two people who might be taken for one. */
export function* labelledPairs(
  forenames: Map<string, Name[]>,
  surnames: Map<string, Name[]>,
  random: Random,
  count: number,
): Generator<LabelledPair> {
  const countries = [...forenames.keys()].filter((country) => surnames.has(country));
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('');
  const birthDate = (): string =>
    new Date(Date.UTC(1930 + Math.floor(random() * 94), Math.floor(random() * 12), 1 + Math.floor(random() * 28)))
      .toISOString()
      .slice(0, 10);

  const newPerson = (): Person => {
    const country = pick(countries);
    const first = pick(forenames.get(country) ?? []);
    const last = pick(surnames.get(country) ?? []);
    return {
      firstName: first.localized,
      lastName: last.localized,
      romanized: { firstName: first.romanized, lastName: last.romanized },
      birthDate: birthDate(),
      phone: `+49${digits(10)}`,
      gender: pick(['female', 'male', null] as const),
    };
  };
  const slip = (text: string): string => {
    if (text.length < 4) return text;
    const at = 1 + Math.floor(random() * (text.length - 2));
    return pick([
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
      text.slice(0, at) + text.charAt(at) + text.slice(at),
    ]);
  };
  const sameAgain: Record<string, (p: Person) => MatchSubject> = {
    'new phone': (p) => ({ ...p, phone: `+49${digits(10)}` }),
    'no phone': (p) => ({ ...p, phone: null }),
    'accents and case dropped': (p) => ({ ...p, firstName: plain(p.firstName), lastName: plain(p.lastName) }),
    'other script': (p) => ({ ...p, ...p.romanized }),
    'other script, new phone': (p) => ({ ...p, ...p.romanized, phone: `+49${digits(10)}` }),
    'names exchanged': (p) => ({ ...p, firstName: p.lastName, lastName: p.firstName }),
    'slip in the last name': (p) => ({ ...p, lastName: slip(p.lastName) }),
    'slip in both names': (p) => ({ ...p, firstName: slip(p.firstName), lastName: slip(p.lastName) }),
    'day and month exchanged': (p) => ({ ...p, birthDate: swapDayMonth(p.birthDate) }),
    'slip in the phone': (p) => ({ ...p, phone: p.phone && p.phone.slice(0, -3) + digits(1) + p.phone.slice(-2) }),
    'new last name': (p) => ({ ...p, lastName: newPerson().lastName }),
  };
  const another: Record<string, (p: Person) => MatchSubject> = {
    strangers: () => newPerson(),
    'same name': (p) => ({ ...newPerson(), firstName: p.firstName, lastName: p.lastName }),
    twins: (p) => ({ ...p, firstName: pick([...forenames.values()].flat()).localized, gender: null }),
    'parent of the same name': (p) => ({ ...p, birthDate: birthDate() }),
    household: (p) => ({ ...newPerson(), lastName: p.lastName, phone: p.phone }),
    'same birthday, same surname': (p) => ({ ...newPerson(), lastName: p.lastName, birthDate: p.birthDate }),
  };

  for (let i = 0; i < count; i += 1) {
    const a = newPerson();
    const isSame = i % 2 === 0;
    const [kind, make] = pick(Object.entries(isSame ? sameAgain : another));
    const b = make(a);
    const isTruly = isSame || (b.firstName === a.firstName && b.lastName === a.lastName && b.birthDate === a.birthDate);
    yield { a, b, isSame: isTruly, kind };
  }
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}

function swapDayMonth(date: string): string {
  const [year, month, day] = date.split('-');
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date;
}
