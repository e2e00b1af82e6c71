import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { genderSchema, newPatientSchema, phoneSchema } from '#shared/domain/patient.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { businessDateSchema } from '#shared/domain/service-day.ts';
import { laneSchema, tokenSchema } from '#shared/domain/token.ts';
import { locationSchema, streamSchema } from './entities.ts';

/** Versions this build speaks. An old device may always push; unknown fields are kept. */
export const PROTOCOL = { min: 1, max: 1 } as const;
export const MAX_OPS_PER_PUSH = 200;
export const MAX_ROWS_PER_PULL = 1000;
/** What stands in `prevHash` of an incarnation's first op. */
export const GENESIS_HASH = '0'.repeat(64);

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u);

export const deviceKindSchema = z.enum(['kiosk', 'display']);
export type DeviceKind = z.infer<typeof deviceKindSchema>;

/** One entry of a device's log. Order is `seq`, within an incarnation; clocks and UUIDs never decide it. */
export const opSchema = z.looseObject({
  seq: z.int().min(1),
  opId: z.uuid(),
  kind: z.string().min(1).max(64),
  entityUid: z.uuid(),
  baseRev: z.int().min(0).nullable(),
  schemaVersion: z.int().min(1),
  /** JSON text, kept exactly as it was hashed. */
  payload: z.string().max(65_536),
  recordedAt: z.int(),
  businessDate: businessDateSchema,
  prevHash: hashSchema,
  hash: hashSchema,
});
export type Op = z.infer<typeof opSchema>;

/**
 * The text whose SHA-256 is an op's `hash`. It contains the previous op's hash, so that two logs which agree on one
 * hash agree on everything before it.
 */
export function opHashInput(incarnation: string, op: Omit<Op, 'hash'>): string {
  return JSON.stringify([
    op.prevHash,
    incarnation,
    op.seq,
    op.opId,
    op.kind,
    op.entityUid,
    op.baseRev,
    op.schemaVersion,
    op.payload,
    op.recordedAt,
    op.businessDate,
  ]);
}

/** `settled`: the terminal or the bank has confirmed it, under `reference`; otherwise the desk collects it. */
export const visitPaymentSchema = z.object({
  method: z.enum(['desk', 'card', 'upi']),
  amountMinor: z.int().min(1),
  currency: z.string().length(3),
  settled: z.boolean(),
  reference: z.string().max(200).nullable(),
});
export type VisitPayment = z.infer<typeof visitPaymentSchema>;

/** What someone needs at their visit beside the doctor. */
export const specialRequirementSchema = z.enum(['wheelchair', 'interpreter', 'companion', 'hearing', 'sight']);
export type SpecialRequirement = z.infer<typeof specialRequirementSchema>;
export const visitUrgencySchema = z.enum(['low', 'medium', 'high', 'emergency']);

/** Payload of op kind `visit.check_in`: one visit opened and its token issued by the device that faces the patient. */
export const checkInPayloadSchema = z.looseObject({
  /**
   * Null: the hub knows who it is from `visit.appointmentUid`, or nobody knows yet (someone very unwell gets a token
   * first and gives a name later), or the kiosk has recognised someone of whom it knows nothing: `visit.patientUid`.
   */
  patient: newPatientSchema.nullable(),
  visit: z.looseObject({
    uid: z.uuid(),
    queueEntryUid: z.uuid(),
    serviceUid: z.uuid(),
    doctorUid: z.uuid().nullable(),
    language: languageSchema,
    reason: z.string().max(500).optional(),
    urgency: visitUrgencySchema.optional(),
    specialRequirements: z.array(specialRequirementSchema).max(10).optional(),
    /** The patient whom a `known_patient` of the clinic stands for. */
    patientUid: z.uuid().optional(),
    /** Whoever came for this booking. */
    appointmentUid: z.uuid().optional(),
    /** What the kiosk asked for, and how the patient means to pay or has paid. */
    payment: visitPaymentSchema.optional(),
    checkedInAt: z.int(),
  }),
  token: tokenSchema,
});
export type CheckInPayload = z.infer<typeof checkInPayloadSchema>;

/**
 * Payload of op kind `checkin.refused`: someone stood at a kiosk and could not be checked in for an appointment. Says why
 * and for which appointment, if one was recognised; never who. The op's `entityUid` is that appointment, or the op itself.
 */
export const checkInRefusedPayloadSchema = z.looseObject({
  reason: z.enum(['not_found', 'too_early', 'too_late', 'already_checked_in', 'wrong_clinic', 'rate_limited']),
  appointmentUid: z.uuid().nullable(),
  refusedAt: z.int(),
});
export type CheckInRefusedPayload = z.infer<typeof checkInRefusedPayloadSchema>;

/** Payload of op kind `print.reported`: what became of a `print_request`. The op's `entityUid` is the request's. */
export const printReportedPayloadSchema = z.looseObject({
  visitUid: z.uuid(),
  /** What the paper is marked with; null when none was made. */
  copyNo: z.int().min(1).nullable(),
  /** `unknown`: nobody can say whether it came out. `expired`: the printer was not ready in time, or the request came late. */
  outcome: z.enum(['printed', 'unknown', 'expired']),
  reportedAt: z.int(),
});
export type PrintReportedPayload = z.infer<typeof printReportedPayloadSchema>;

const shortTextSchema = z.string().max(200);

/** What a device may change of a patient. Null: taken away. */
const patientFieldsSchema = z
  .object({
    firstName: newPatientSchema.shape.firstName,
    lastName: newPatientSchema.shape.lastName,
    birthDate: z.iso.date(),
    insuranceNumber: shortTextSchema.nullable(),
    gender: genderSchema.nullable(),
    phone: phoneSchema.nullable(),
    email: z.email().max(254).nullable(),
    address: z.string().max(500).nullable(),
    emergencyContactName: shortTextSchema.nullable(),
    emergencyContactPhone: phoneSchema.nullable(),
    insuranceProvider: shortTextSchema.nullable(),
  })
  .partial();
export type PatientFields = z.infer<typeof patientFieldsSchema>;

/**
 * Payload of op kind `patient.update`, with the patient's `rev` as `baseRev`: the fields as they were when the change
 * was made, and as they are to be. Merged field by field; what two sides changed is kept from both, for staff.
 */
export const patientUpdatePayloadSchema = z.looseObject({
  uid: z.uuid(),
  base: patientFieldsSchema,
  set: patientFieldsSchema,
});
export type PatientUpdatePayload = z.infer<typeof patientUpdatePayloadSchema>;

const queueEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), stationUid: z.uuid() }),
  z.object({ type: z.enum(['recall', 'start', 'complete', 'no_show', 'return', 'hold', 'cancel']) }),
  z.object({ type: z.literal('transfer'), serviceUid: z.uuid(), doctorUid: z.uuid().nullable() }),
]);

/** Payload of op kind `queue.event`: a move made from the status that the device saw. */
export const queueEventPayloadSchema = z.looseObject({
  queueEntryUid: z.uuid(),
  expectedFrom: queueStatusSchema,
  event: queueEventSchema,
});
export type QueueEventPayload = z.infer<typeof queueEventPayloadSchema>;

export const OP_KINDS = {
  checkIn: 'visit.check_in',
  checkInRefused: 'checkin.refused',
  patientUpdate: 'patient.update',
  queueEvent: 'queue.event',
  printReported: 'print.reported',
} as const;

/** POST /api/devices/pair — a short code for a device key. The key is shown once, here. */
export const pairRequestSchema = z.object({
  code: z.string().min(6).max(16),
  kind: deviceKindSchema,
  appVersion: z.string().max(40),
});
export const pairReplySchema = z.object({
  deviceUid: z.uuid(),
  deviceKey: z.string(),
  deviceName: z.string(),
  incarnation: z.uuid(),
  lane: laneSchema,
  hubEpoch: z.uuid(),
  location: locationSchema,
});
export type PairReply = z.infer<typeof pairReplySchema>;

/** Ops of one log, both ends included, that its device no longer has: an older state of its store was put back. */
export const logHoleSchema = z.object({ incarnation: z.uuid(), fromSeq: z.int().min(1), toSeq: z.int().min(1) });
export type LogHole = z.infer<typeof logHoleSchema>;

/** How a device is, for the dashboard: what waits in it, since when, and what keeps it. */
export const deviceStatusSchema = z.looseObject({
  outboxDepth: z.int().min(0),
  /** By the device's clock. */
  oldestOutboxAt: z.int().nullable(),
  /** How long that one has waited, by the same clock: true however wrong it is. */
  outboxAgeMs: z.int().min(0).optional(),
  lastError: z.string().max(100).nullable(),
  /** The printer's state, `ready`, `paper_out` …; null where there is no printer. */
  paper: z.string().max(40).nullable(),
  /** What it once wrote and has no more. What the hub has not got either, it tells staff of. */
  holes: z.array(logHoleSchema).max(32).optional(),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** POST /api/sync/hello — at every connect, before anything else. */
export const helloRequestSchema = z.looseObject({
  protocol: z.object({ min: z.int(), max: z.int() }),
  incarnation: z.uuid(),
  lastSeq: z.int().min(0),
  lastHash: hashSchema,
  appVersion: z.string().max(40),
  /** How far this hub has acknowledged the log. One that holds less has come back from a backup. */
  ackedSeq: z.int().min(0).optional(),
  lane: laneSchema.optional(),
  status: deviceStatusSchema.optional(),
});
export const helloReplySchema = z.looseObject({
  protocol: z.int(),
  hubEpoch: z.uuid(),
  /** The last op of this incarnation that the hub has stored. */
  lastSeq: z.int().min(0),
  location: locationSchema,
  heads: z.partialRecord(streamSchema, z.int()),
  now: z.int(),
  /** Base64url, for kiosks only: the location's key of the hashes on the `clinic` stream. */
  matchKey: z.string().min(32).max(128).optional(),
  /** How long a device keeps what is acknowledged: longer than the hub keeps its backups. */
  opRetentionDays: z.int().min(1).optional(),
});
export type HelloRequest = z.infer<typeof helloRequestSchema>;
export type HelloReply = z.infer<typeof helloReplySchema>;

/**
 * POST /api/sync/renew — another incarnation and lane for a device whose log can no longer be continued: cloned or rolled
 * back, unknown to this hub, or with a part missing that the hub has lost. Made anew at each call, so that no two copies
 * of a device ever get the same.
 */
export const renewRequestSchema = z.object({
  incarnation: z.uuid(),
  lane: laneSchema,
  reason: z.enum(['forked', 'unknown', 'gap']),
});
export const renewReplySchema = z.object({
  incarnation: z.uuid(),
  lane: laneSchema,
  /** How far the hub holds the former log: the device writes what comes after it once more. */
  formerLastSeq: z.int().min(0).optional(),
});
export type RenewRequest = z.infer<typeof renewRequestSchema>;
export type RenewReply = z.infer<typeof renewReplySchema>;

/** POST /api/sync/push — one in flight per device. */
export const pushRequestSchema = z.object({
  incarnation: z.uuid(),
  ops: z.array(opSchema).min(1).max(MAX_OPS_PER_PUSH),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const opOutcomeSchema = z.enum(['synced', 'conflict', 'failed']);
export const opResultSchema = z.object({
  seq: z.int(),
  opId: z.uuid(),
  outcome: opOutcomeSchema,
  /** Why it is in conflict or failed: an error code. */
  code: z.string().nullable(),
});
export type OpResult = z.infer<typeof opResultSchema>;

export const pushReplySchema = z.discriminatedUnion('status', [
  /** Every op up to `lastSeq` is durable at the hub, each with what became of it, first sending or not. */
  z.object({ status: z.literal('ok'), lastSeq: z.int(), results: z.array(opResultSchema) }),
  /** The first new op must be `expectedSeq`. */
  z.object({ status: z.literal('gap'), expectedSeq: z.int() }),
  /** The hub holds another op under this number: the database was cloned or rolled back. */
  z.object({ status: z.literal('fork'), atSeq: z.int() }),
]);
export type PushReply = z.infer<typeof pushReplySchema>;

/** GET /api/sync/pull?stream&after&limit — rows `after+1 …` without a hole. */
export const pullQuerySchema = z.object({
  stream: streamSchema,
  after: z.coerce.number().int().min(0),
  /** Of the row at `after`, as the hub gave it: proves that both speak of the same feed. */
  mark: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS_PER_PULL).default(MAX_ROWS_PER_PULL),
});
export const feedRowSchema = z.looseObject({
  seq: z.int().min(1),
  entity: z.string(),
  uid: z.uuid(),
  rev: z.int(),
  payload: z.record(z.string(), z.unknown()).nullable(),
});
export type FeedRow = z.infer<typeof feedRowSchema>;
export const pullReplySchema = z.object({
  stream: streamSchema,
  rows: z.array(feedRowSchema),
  head: z.int(),
  /** Of the last row given, or of the row at `after` when there was none. */
  mark: z.string().nullable().optional(),
  /** The rows after this cursor cannot be had (pruned), or it is of another feed: read the snapshot instead. */
  snapshot: z.boolean().optional(),
});
export type PullReply = z.infer<typeof pullReplySchema>;

/** GET /api/sync/snapshot?stream — every entity as it stands at `seq`; reading goes on after it. */
export const snapshotQuerySchema = z.object({ stream: streamSchema });
export const snapshotReplySchema = z.object({
  stream: streamSchema,
  seq: z.int().min(0),
  mark: z.string().nullable(),
  rows: z.array(feedRowSchema),
});
export type SnapshotReply = z.infer<typeof snapshotReplySchema>;
