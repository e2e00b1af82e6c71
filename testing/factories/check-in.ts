import { randomUUID } from 'node:crypto';
import type { NewPatient } from '#shared/domain/patient.ts';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import { HOSTILE_NAMES } from '#testing/fixtures/names.ts';

/** One that says who comes, as every check-in but that of a known booking does. */
type FullCheckIn = CheckInPayload & { patient: NewPatient };

/** A check-in of a made-up patient with a real name of some script, under the n-th token of a lane. */
export function aCheckIn(
  n: number,
  given: { lane: string; serviceUid: string; doctorUid?: string; businessDate?: string; checkedInAt?: number },
): FullCheckIn {
  return {
    patient: {
      uid: randomUUID(),
      firstName: HOSTILE_NAMES[n % HOSTILE_NAMES.length]!.name.normalize('NFC'),
      lastName: HOSTILE_NAMES[(n * 7 + 3) % HOSTILE_NAMES.length]!.name.normalize('NFC'),
      birthDate: `19${String(50 + (n % 50)).padStart(2, '0')}-02-03`,
      phone: `+49301234${String(1000 + (n % 9000))}`,
    },
    visit: {
      uid: randomUUID(),
      queueEntryUid: randomUUID(),
      serviceUid: given.serviceUid,
      doctorUid: given.doctorUid ?? null,
      language: 'en',
      checkedInAt: given.checkedInAt ?? 1_773_480_000_000 + n * 1_000,
    },
    token: { businessDate: given.businessDate ?? '2026-03-14', lane: given.lane, number: n },
  };
}
