import type { Language } from '#shared/domain/language.ts';
import type { Gender } from '#shared/domain/patient.ts';
import type { Choices, FoundAppointmentReply, FoundPatient } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { SpecialRequirement } from '#shared/protocol/sync/check-in-op.ts';

/** What someone has answered so far. Lives in the flow store and nowhere else; wiped with it. */
export type Draft = {
  language: Language;
  purpose?: 'appointment' | 'walk_in' | 'emergency';
  /** Needs a wheelchair, an interpreter or the like, and has said so on the first question. */
  wantsAssistance?: boolean;
  firstName?: string;
  lastName?: string;
  birthDate?: string;
  phone?: string;
  gender?: Gender;
  /** Undefined: not looked for yet. Null: nobody known, or not the one. */
  known?: FoundPatient | undefined;
  isKnownConfirmed?: boolean | undefined;
  serviceUid?: string;
  /** Null: whoever is free first. */
  doctorUid?: string | null;
  reason?: string;
  specialRequirements?: SpecialRequirement[];
  payment?: 'desk';
  /** What the scanner read; null: has no code at hand. */
  bookingCode?: string | null;
  appointment?: FoundAppointmentReply | undefined;
};

/** Goes with every answer that says anew who one is: what was found by the former answer is forgotten. */
export const FORGET_FOUND: Partial<Draft> = { known: undefined, isKnownConfirmed: undefined, appointment: undefined };

export function isWalkIn({ purpose }: Draft): boolean {
  return purpose === 'walk_in';
}

/** Came for an appointment and has no code to scan. */
export function isBookedWithoutCode({ purpose, bookingCode }: Draft): boolean {
  return purpose === 'appointment' && bookingCode === null;
}

export function activeServices(choices: Choices | null): Choices['services'] {
  return (choices?.services ?? []).filter(({ active }) => active).toSorted((a, b) => a.position - b.position);
}

export function activeDoctors(choices: Choices | null, serviceUid: string | undefined): Choices['doctors'] {
  return (choices?.doctors ?? [])
    .filter((doctor) => doctor.active && doctor.serviceUid === serviceUid)
    .toSorted((a, b) => a.position - b.position);
}

/** The service that was chosen, or the only one there is. */
export function chosenServiceUid(draft: Draft, choices: Choices | null): string | undefined {
  const services = activeServices(choices);
  return draft.serviceUid ?? (services.length === 1 ? services[0]?.uid : undefined);
}
