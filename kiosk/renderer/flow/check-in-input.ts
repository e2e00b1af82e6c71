import { AppError } from '#shared/domain/errors.ts';
import type { Bridge } from '#shared/protocol/bridge/bridge.ts';
import type { CheckedIn, CheckInInput, KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Circumstances } from './define-step.ts';
import { chosenServiceUid, type Draft } from './draft.ts';

/** Sends what was answered, to the method that the purpose calls for. Throws `kiosk.incomplete` when an answer is missing. */
export async function sendCheckIn(
  bridge: Pick<Bridge<KioskContract>, 'invoke'>,
  draft: Draft,
  circumstances: Circumstances,
  idempotencyKey: string,
): Promise<CheckedIn> {
  const { purpose, language, appointment } = draft;
  if (purpose === 'emergency') return bridge.invoke('kiosk.emergency', { idempotencyKey, language });
  if (purpose === 'appointment') {
    if (appointment?.status !== 'found') throw new AppError('kiosk.incomplete');
    return bridge.invoke('kiosk.arrive', { idempotencyKey, claim: appointment.claim, language });
  }
  return bridge.invoke('kiosk.checkIn', checkInInput(draft, circumstances, idempotencyKey));
}

/** What the device is asked for a walk-in. */
export function checkInInput(draft: Draft, { choices }: Circumstances, idempotencyKey: string): CheckInInput {
  const serviceUid = chosenServiceUid(draft, choices);
  if (!serviceUid) throw new AppError('kiosk.incomplete');
  const { language, reason, specialRequirements, payment } = draft;
  return {
    idempotencyKey,
    patient: personOf(draft),
    serviceUid,
    doctorUid: draft.doctorUid ?? null,
    language,
    ...(reason ? { reason } : {}),
    ...(specialRequirements?.length ? { specialRequirements } : {}),
    ...(payment ? { payment } : {}),
  };
}

function personOf({ known, isKnownConfirmed, ...draft }: Draft): CheckInInput['patient'] {
  if (known && isKnownConfirmed) return { claim: known.claim };
  const { firstName, lastName, birthDate, phone, gender } = draft;
  if (!firstName || !lastName || !birthDate || !phone) throw new AppError('kiosk.incomplete');
  return { firstName, lastName, birthDate, phone, ...(gender ? { gender } : {}) };
}
