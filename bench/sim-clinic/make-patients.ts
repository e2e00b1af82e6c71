import type { Random } from '#shared/domain/ports.ts';
import type { PriorityEntry } from '#shared/domain/priority.ts';
import { exponential, normal, pick } from './chance.ts';
import type { Scenario, ServiceTime } from './scenario.ts';

const MINUTE = 60_000;

export type SimPatient = PriorityEntry & {
  doctorUid: string | null;
  visitType: string;
  serviceMinutes: number;
  /** Leaves when not served by then. */
  patienceMinutes: number;
};

/** One day's patients, in order of arrival. Drawn before any policy is known, so that every policy meets the same people. */
export function makePatients(
  scenario: Scenario,
  serviceTime: ServiceTime,
  random: Random,
  opensAt: number,
): SimPatient[] {
  const person = (minute: number, more: Partial<SimPatient>): SimPatient => {
    const visit = pick(
      random,
      scenario.visits.map((each) => [each, each.share] as const),
    );
    return {
      uid: '',
      checkedInAt: opensAt + Math.round(minute * MINUTE),
      bookedAt: null,
      emergency: false,
      urgency: null,
      age: Math.floor(95 * random()),
      hasSpecialRequirements: random() < 0.05,
      hasLongJourney: random() < 0.08,
      returned: false,
      transferred: false,
      doctorUid: null,
      visitType: visit.type,
      serviceMinutes: serviceTime(random, visit),
      patienceMinutes: exponential(random, scenario.patience),
      ...more,
    };
  };
  const patients = [...walkIns(scenario, random, person), ...booked(scenario, random, person, opensAt)];
  return patients
    .toSorted((a, b) => a.checkedInAt - b.checkedInAt)
    .map((patient, i) => ({ ...patient, uid: `${opensAt}-${String(i).padStart(4, '0')}` }));
}

type MakePerson = (minute: number, more: Partial<SimPatient>) => SimPatient;

function walkIns(scenario: Scenario, random: Random, person: MakePerson): SimPatient[] {
  const patients: SimPatient[] = [];
  scenario.walkInsPerHour.forEach((perHour, hour) => {
    for (let at = exponential(random, 60 / perHour); at < 60; at += exponential(random, 60 / perHour)) {
      const triage = pick(random, scenario.triage);
      const emergency = triage === 'emergency';
      const urgency = triage === 'emergency' || triage === 'routine' ? null : triage;
      const stays = emergency || urgency === 'high' ? { patienceMinutes: Infinity } : {};
      patients.push(person(hour * 60 + at, { emergency, urgency, ...stays }));
    }
  });
  return patients;
}

function booked(scenario: Scenario, random: Random, person: MakePerson, opensAt: number): SimPatient[] {
  if (scenario.slotMinutes === 0) return [];
  return scenario.doctors.flatMap((doctor, i) => {
    const patients: SimPatient[] = [];
    for (let slot = 0; slot + scenario.slotMinutes <= scenario.openMinutes; slot += scenario.slotMinutes) {
      const inBreak = slot >= doctor.breakFrom && slot < doctor.breakFrom + doctor.breakMinutes;
      if (inBreak || random() < scenario.noShowShare) continue;
      const minute = Math.max(0, slot - scenario.earlyMinutes + scenario.earlySpread * normal(random));
      patients.push(person(minute, { bookedAt: opensAt + slot * MINUTE, doctorUid: `doctor ${i + 1}` }));
    }
    return patients;
  });
}
