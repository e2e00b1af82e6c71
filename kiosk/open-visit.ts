import type { PrintJob } from '#kiosk/printing/print-job-store.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';
import {
  kept,
  writeTransaction,
  type DeviceDatabase,
  type DeviceTransaction,
} from '#shared/device/db/device-database.ts';
import { requireIdentity, type DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { enterServiceDay } from '#shared/device/service-day/enter-service-day.ts';
import { AppError } from '#shared/domain/errors.ts';
import { localize, type Language } from '#shared/domain/language.ts';
import { phoneBirthText } from '#shared/domain/match-text.ts';
import type { NewPatient } from '#shared/domain/patient.ts';
import type { Clock, Ids } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import { tokenLabel, wholeToken } from '#shared/domain/token.ts';
import type { CheckedIn } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Doctor, Service } from '#shared/protocol/entities.ts';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import { nameOnTicket } from '#shared/ticket/name-on-ticket.ts';
import { insertPrintJob } from './insert-print-job.ts';
import { issueToken } from './issue-token.ts';
import { expectedWait } from './expected-wait.ts';
import { ticketUrl } from './ticket-url.ts';
import { readTicketSettings } from './settings/read-ticket-settings.ts';

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
} & TicketPrinting;

export type TicketPrinting = {
  /**
   * A printer that stands ready this very moment: the ticket is written as `sending` to it in the same transaction, and
   * whoever calls must send it before anything else. Otherwise it is `queued`.
   */
  readyPrinter?: string | null;
  /** The ticket that this check-in has written; not called when it was the repetition of an earlier one. */
  onTicket?: (job: PrintJob) => void;
};

/** Who has come, for what; read inside the transaction that issues the token. */
export type Arrival = {
  /** Null: the hub knows from the appointment, or nobody knows yet. */
  person: NewPatient | null;
  service: Service;
  doctor: Doctor | null;
  extras: Pick<
    CheckInPayload['visit'],
    'reason' | 'urgency' | 'specialRequirements' | 'appointmentUid' | 'patientUid' | 'payment'
  >;
};
export type ReadArrival = (
  tx: DeviceTransaction,
  given: { identity: DeviceIdentity; businessDate: BusinessDate },
) => Arrival;

/**
 * Opens a visit and issues its token, in one transaction that is durable when this returns: patient, visit, number, op
 * and print job, or none of them. The same idempotency key is the same check-in.
 *
 * Throws `device.not_paired`, `device.revoked`, `device.forked`, `clock.jumped`, what `read` throws, or what the disk did
 * (`device.disk_full` …).
 */
export function openVisit(
  options: CheckInOptions,
  { idempotencyKey, language }: { idempotencyKey: string; language: Language },
  read: ReadArrival,
): CheckInResult {
  const result = writeTransaction(options.db, (tx) => {
    const identity = requireIdentity(tx);
    const earlier = kept(tx, FIND_KEY).get(idempotencyKey) as { result: string } | undefined;
    if (earlier) return JSON.parse(earlier.result) as CheckInResult;
    if (identity.blockedBy) throw new AppError(identity.blockedBy);
    options.onStep?.('begun');
    const businessDate = enterServiceDay(tx, identity.location, options.clock());
    const arrival = read(tx, { identity, businessDate });
    return writeVisit(tx, options, { idempotencyKey, language, identity, businessDate, arrival });
  });
  options.onStep?.('committed');
  return result;
}

const FIND_KEY = 'SELECT result FROM check_in_key WHERE key = ?';
const INSERT_KEY = 'INSERT INTO check_in_key (key, visit_uid, result, created_at) VALUES (?, ?, ?, ?)';
const INSERT_VISIT = `
  INSERT INTO visit (uid, patient_uid, queue_entry_uid, service_uid, doctor_uid, language, reason, business_date,
    whole_token, checked_in_at, incarnation, op_id, appointment_uid, urgency)
  VALUES (@uid, @patientUid, @queueEntryUid, @serviceUid, @doctorUid, @language, seal(@reason), @businessDate,
    @wholeToken, @checkedInAt, @incarnation, @opId, @appointmentUid, @urgency)`;
const INSERT_PATIENT = `
  INSERT INTO patient (uid, first_name, last_name, birth_date, phone, gender, match_mark, created_at)
  VALUES (@uid, seal(@firstName), seal(@lastName), seal(@birthDate), seal(@phone), seal(@gender), mark(@matchMark),
    @createdAt)
  ON CONFLICT (uid) DO NOTHING`;

type VisitToWrite = {
  idempotencyKey: string;
  language: Language;
  identity: DeviceIdentity;
  businessDate: BusinessDate;
  arrival: Arrival;
};

function writeVisit(
  tx: DeviceTransaction,
  { clock, ids, onStep, readyPrinter, onTicket }: CheckInOptions,
  { idempotencyKey, language, identity, businessDate, arrival }: VisitToWrite,
): CheckInResult {
  const { incarnation, lane, location } = identity;
  const { person, service, doctor, extras } = arrival;
  const now = clock();
  const wait = expectedWait(tx, { service, doctor, today: businessDate, now });
  const token = issueToken(tx, lane, businessDate);
  onStep?.('token_issued');

  const visitUid = ids();
  const opId = ids();
  const patientUid = insertPatient(tx, person, { visitUid, now, country: location.country });
  onStep?.('patient_written');

  const chosen = { queueEntryUid: ids(), serviceUid: service.uid, doctorUid: doctor?.uid ?? null, language };
  const { reason, urgency, appointmentUid } = extras;
  kept(tx, INSERT_VISIT).run({
    ...chosen,
    reason: reason ?? null,
    urgency: urgency ?? null,
    appointmentUid: appointmentUid ?? null,
    uid: visitUid,
    patientUid,
    businessDate,
    wholeToken: wholeToken(token),
    checkedInAt: now,
    incarnation,
    opId,
  });
  onStep?.('visit_written');

  const payload: CheckInPayload = {
    patient: person,
    visit: { ...chosen, ...extras, uid: visitUid, checkedInAt: now },
    token,
  };
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
  // Whoever is very unwell is not told a range: they come next, and the desk is on its way.
  const told = urgency === 'emergency' ? { peopleAhead: 0, waitMinutes: null } : wait;
  const { payment } = extras;
  const toPay =
    payment && !payment.settled ? { amountMinor: payment.amountMinor, currency: payment.currency } : undefined;
  const ticket: TicketContent = {
    clinic: localize(location.name, language),
    token: label,
    service: localize(service.name, language),
    doctor: doctor && localize(doctor.name, language),
    place: waitingArea,
    ...told,
    issuedAt: now,
    timeZone: location.timeZone,
    patientName: person && nameOnTicket(readTicketSettings(tx).patient_name, person.firstName, person.lastName),
    ...(toPay ? { toPay } : {}),
    followUrl: ticketUrl(identity, { visitUid, token, issuedAt: now }),
    language,
  };
  const job = insertPrintJob(tx, { uid: ids(), visitUid, copyNo: 1, ticket, createdAt: now }, readyPrinter);
  if (job) onTicket?.(job);
  onStep?.('print_job_queued');

  const result: CheckInResult = {
    visitUid,
    token: label,
    waitingArea,
    ...told,
    ...(urgency === 'emergency' ? { emergency: true } : {}),
    ...(toPay ? { toPay } : {}),
  };
  kept(tx, INSERT_KEY).run(idempotencyKey, visitUid, JSON.stringify(result), now);
  onStep?.('key_written');
  return result;
}

/** Someone known keeps the record they have; someone unknown gets an empty one of the visit's uid, as at the hub. */
function insertPatient(
  tx: DeviceTransaction,
  person: NewPatient | null,
  { visitUid, now, country }: { visitUid: string; now: number; country: string },
): string {
  const nobody = { uid: visitUid, firstName: '', lastName: '', birthDate: '', phone: '' };
  const { uid, firstName, lastName, birthDate, phone, gender }: NewPatient = person ?? nobody;
  const matchMark = person && phoneBirthText(phone, birthDate, country);
  const row = { uid, firstName, lastName, birthDate, phone, gender: gender ?? null, matchMark, createdAt: now };
  kept(tx, INSERT_PATIENT).run(row);
  return uid;
}
