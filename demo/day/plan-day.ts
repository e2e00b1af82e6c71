import type { Random } from '#shared/domain/ports.ts';
import type { UrgencyLevel } from '#shared/protocol/api/queue.ts';

/** Minutes from opening, and of service. */
export type PlannedVisit = {
  at: number;
  patient: { firstName: string; lastName: string; birthDate: string; phone: string };
  language: (typeof LANGUAGES)[number];
  reason: string;
  /** Which doctor, by chance; null: whoever is free. */
  doctor: number | null;
  urgency: UrgencyLevel | null;
  wheelchair: boolean;
  consultation: number;
  /** Sent on afterwards. */
  lab: number | null;
  isAbsent: boolean;
};

export const OPEN_MINUTES = 480;
const WALK_INS_PER_HOUR = [14, 13, 11, 9, 8, 9, 8, 5];
const LANGUAGES = ['en', 'en', 'en', 'es', 'fr', 'de', 'pt', 'ar', 'hi', 'zh'] as const;
const FIRST_NAMES = [
  'Amina',
  'Jonas',
  'Mei',
  'Lucía',
  'Tomasz',
  'Priya',
  'Kwame',
  'Ingrid',
  'Yusuf',
  'Chloé',
  'João',
  'Noor',
];
const LAST_NAMES = [
  'Haddad',
  'Berg',
  'Chen',
  'Ortega',
  'Nowak',
  'Sharma',
  'Mensah',
  'Lindqvist',
  'Demir',
  'Moreau',
  'Silva',
];
const REASONS = ['Cough', 'Check-up', 'Back pain', 'Prescription', 'Headache', 'Vaccination', 'Test results', 'Fever'];

/** One day's walk-ins, in the order in which they come: crowded in the morning, as clinics are. The same seed, the same day. */
export function planDay(random: Random, doctors: number): PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  WALK_INS_PER_HOUR.forEach((perHour, hour) => {
    const gap = () => (-60 / perHour) * Math.log(1 - random());
    for (let at = gap(); at < 60; at += gap()) visits.push(planVisit(random, hour * 60 + at, doctors));
  });
  return visits;
}

function planVisit(random: Random, at: number, doctors: number): PlannedVisit {
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const chance = random();
  const year = 1930 + Math.floor(random() * 94);
  return {
    at,
    patient: {
      firstName: oneOf(FIRST_NAMES),
      lastName: oneOf(LAST_NAMES),
      birthDate: `${year}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
      phone: `+1212555${String(1000 + Math.floor(random() * 9000))}`,
    },
    language: oneOf(LANGUAGES),
    reason: oneOf(REASONS),
    doctor: random() < 0.5 ? Math.floor(random() * doctors) : null,
    urgency: chance < 0.02 ? 'emergency' : chance < 0.12 ? 'high' : chance < 0.3 ? 'medium' : null,
    wheelchair: random() < 0.05,
    consultation: minutes(random, 12),
    lab: random() < 0.25 ? minutes(random, 6) : null,
    isAbsent: random() < 0.04,
  };
}

/** Log-normal, as consultations are: many short ones and a few very long. */
function minutes(random: Random, mean: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(1, mean * Math.exp(0.5 * normal - 0.125));
}
