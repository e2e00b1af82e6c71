import { AppError } from '#shared/domain/errors.ts';
import type { CheckInInput, Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { chosenServiceUid, type Draft } from './draft.ts';

/** What the device is asked for. Throws `kiosk.incomplete` when an answer is missing. */
export function checkInInput(draft: Draft, choices: Choices | null, idempotencyKey: string): CheckInInput {
  const { firstName, lastName, birthDate, phone, language } = draft;
  const serviceUid = chosenServiceUid(draft, choices);
  if (!firstName || !lastName || !birthDate || !phone || !serviceUid) throw new AppError('kiosk.incomplete');
  return {
    idempotencyKey,
    patient: { firstName, lastName, birthDate, phone },
    serviceUid,
    doctorUid: draft.doctorUid ?? null,
    language,
  };
}
