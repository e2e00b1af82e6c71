import { eq } from 'drizzle-orm';
import type { TicketContent } from '#kiosk/printing/ticket-content.ts';
import { writeTransaction, type DeviceDatabase, type DeviceTransaction } from '#shared/device/db/device-database.ts';
import { checkInKey, patient, visit } from '#shared/device/db/schema.ts';
import { requireIdentity, type DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { enterServiceDay } from '#shared/device/service-day/enter-service-day.ts';
import { AppError } from '#shared/domain/errors.ts';
import { localize } from '#shared/domain/language.ts';
import type { Clock, Ids } from '#shared/domain/ports.ts';
import { tokenLabel, wholeToken } from '#shared/domain/token.ts';
import type { CheckedIn, CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';
import { OP_KINDS, type CheckInPayload } from '#shared/protocol/sync.ts';
import { insertPrintJob } from './insert-print-job.ts';
import { issueToken } from './issue-token.ts';
import { readChoice, readPatient, readReason } from './read-check-in.ts';
import { expectedWait } from './expected-wait.ts';

/** What the patient is told; the print job's state is asked for separately, since it changes. */
export type CheckInResult = Omit<CheckedIn, 'printState'>;

export type CheckInStep =
  | 'begun'
  | 'token_issued'
  | 'patient_written'
  | 'visit_written'
  | 'op_appended'
  | 'print_job_queued'
  | 'key_written'
  | 'committed';

export type CheckInOptions = {
  db: DeviceDatabase;
  clock: Clock;
  ids: Ids;
  /** Hears of each step as it is done; what it throws undoes the check-in. */
  onStep?: (step: CheckInStep) => void;
};

/**
 * Registers a patient and issues the token, in one transaction that is durable when this returns: patient, visit,
 * number, op and print job, or none of them. The same idempotency key is the same check-in.
 *
 * Throws `device.not_paired`, `device.revoked`, `device.forked`, `clock.jumped`, `check_in.invalid` (with `fields`),
 * `check_in.service_closed`, `check_in.doctor_closed`, or what the disk did (`device.disk_full` …).
 */
export function checkIn(options: CheckInOptions, input: CheckInInput): CheckInResult {
  const result = writeTransaction(options.db, (tx) => {
    const identity = requireIdentity(tx);
    const earlier = tx.select().from(checkInKey).where(eq(checkInKey.key, input.idempotencyKey)).get();
    if (earlier) return JSON.parse(earlier.result) as CheckInResult;
    if (identity.blockedBy) throw new AppError(identity.blockedBy);
    return writeCheckIn(tx, options, identity, input);
  });
  options.onStep?.('committed');
  return result;
}

function writeCheckIn(
  tx: DeviceTransaction,
  { clock, ids, onStep }: CheckInOptions,
  identity: DeviceIdentity,
  input: CheckInInput,
): CheckInResult {
  onStep?.('begun');
  const { incarnation, lane, location, hubUrl } = identity;
  const { language, serviceUid, doctorUid } = input;
  const now = clock();
  const businessDate = enterServiceDay(tx, location, now);
  const person = readPatient(ids(), input.patient, businessDate);
  const { service, doctor } = readChoice(tx, input);
  const reason = readReason(input.reason);
  const wait = expectedWait(tx, { service, doctor, today: businessDate });
  const token = issueToken(tx, lane, businessDate);
  onStep?.('token_issued');

  const visitUid = ids();
  const queueEntryUid = ids();
  const opId = ids();
  const { uid: patientUid, firstName, lastName, birthDate, phone, gender } = person;
  tx.insert(patient).values({ uid: patientUid, firstName, lastName, birthDate, phone, gender, createdAt: now }).run();
  onStep?.('patient_written');

  const chosen = { queueEntryUid, serviceUid, doctorUid, language, reason };
  const whole = wholeToken(token);
  tx.insert(visit)
    .values({
      ...chosen,
      uid: visitUid,
      patientUid,
      businessDate,
      wholeToken: whole,
      checkedInAt: now,
      incarnation,
      opId,
    })
    .run();
  onStep?.('visit_written');

  const payload: CheckInPayload = { patient: person, visit: { ...chosen, uid: visitUid, checkedInAt: now }, token };
  appendOp(tx, incarnation, {
    opId,
    kind: OP_KINDS.checkIn,
    entityUid: visitUid,
    baseRev: null,
    schemaVersion: 1,
    payload: JSON.stringify(payload),
    recordedAt: now,
    businessDate,
  });
  onStep?.('op_appended');

  const waitingArea = service.waitingArea && localize(service.waitingArea, language);
  const label = tokenLabel(token);
  const ticket: TicketContent = {
    clinic: localize(location.name, language),
    token: label,
    service: localize(service.name, language),
    doctor: doctor && localize(doctor.name, language),
    place: waitingArea,
    ...wait,
    issuedAt: now,
    timeZone: location.timeZone,
    patientName: null,
    followUrl: `${hubUrl}/t/${visitUid}`,
    language,
  };
  insertPrintJob(tx, { uid: ids(), visitUid, copyNo: 1, ticket, createdAt: now });
  onStep?.('print_job_queued');

  const result: CheckInResult = { visitUid, token: label, waitingArea, ...wait };
  tx.insert(checkInKey)
    .values({ key: input.idempotencyKey, visitUid, result: JSON.stringify(result), createdAt: now })
    .run();
  onStep?.('key_written');
  return result;
}
