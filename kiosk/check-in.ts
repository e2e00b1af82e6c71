import { AppError } from '#shared/domain/errors.ts';
import type { CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { KnownPerson } from './lookup/recognise-patient.ts';
import { openVisit, type CheckInOptions, type CheckInResult } from './open-visit.ts';
import { readFee } from './payment/read-fee.ts';
import { readChoice, readPatient, readReason } from './read-check-in.ts';

export type { CheckInOptions, CheckInResult, CheckInStep } from './open-visit.ts';

/** Whom a claim of `kiosk.findPatient` stands for, or null when it has lapsed. */
export type ReadClaim = (claim: string) => KnownPerson | null;

/**
 * Registers a walk-in, new or known, and issues the token (openVisit). Throws also `check_in.invalid` (with `fields`),
 * `check_in.claim_lapsed`, `check_in.service_closed`, `check_in.doctor_closed`.
 */
export function checkIn(
  options: CheckInOptions,
  input: CheckInInput,
  readClaim: ReadClaim = () => null,
): CheckInResult {
  return openVisit(options, input, (tx, { businessDate }) => {
    const { service, doctor } = readChoice(tx, input);
    const person = readPerson(options, input, businessDate, readClaim);
    const reason = readReason(input.reason);
    const payment = readFee(tx, service, input.payment);
    return {
      person: 'patient' in person ? person.patient : null,
      service,
      doctor,
      extras: {
        ...('patientUid' in person ? person : {}),
        ...(reason === undefined ? {} : { reason }),
        ...(input.specialRequirements?.length ? { specialRequirements: input.specialRequirements } : {}),
        ...(payment ? { payment } : {}),
      },
    };
  });
}

function readPerson(
  { ids }: CheckInOptions,
  { patient }: CheckInInput,
  today: string,
  readClaim: ReadClaim,
): KnownPerson {
  if (!('claim' in patient)) return { patient: readPatient(ids(), patient, today) };
  const known = readClaim(patient.claim);
  if (!known) throw new AppError('check_in.claim_lapsed');
  return known;
}
