import type { Language } from '#shared/domain/language.ts';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';

/** What someone has answered so far. Lives in the flow store and nowhere else; wiped with it. */
export type Draft = {
  language: Language;
  purpose?: 'appointment' | 'walk_in';
  firstName?: string;
  lastName?: string;
  birthDate?: string;
  phone?: string;
  serviceUid?: string;
  /** Null: whoever is free first. */
  doctorUid?: string | null;
};

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
