import type { z } from 'zod';
import {
  checkInPayloadSchema,
  checkInRefusedPayloadSchema,
  type CheckInPayload,
  type CheckInRefusedPayload,
} from '#shared/protocol/sync/check-in-op.ts';
import { OP_KINDS, type Op } from '#shared/protocol/sync/op.ts';
import { patientUpdatePayloadSchema, type PatientUpdatePayload } from '#shared/protocol/sync/patient-update-op.ts';
import { printReportedPayloadSchema, type PrintReportedPayload } from '#shared/protocol/sync/print-reported-op.ts';
import { queueEventPayloadSchema, type QueueEventPayload } from '#shared/protocol/sync/queue-event-op.ts';

export type OpPlan =
  | { kind: typeof OP_KINDS.checkIn; payload: CheckInPayload }
  | { kind: typeof OP_KINDS.checkInRefused; payload: CheckInRefusedPayload }
  | { kind: typeof OP_KINDS.patientUpdate; payload: PatientUpdatePayload }
  | { kind: typeof OP_KINDS.queueEvent; payload: QueueEventPayload }
  | { kind: typeof OP_KINDS.printReported; payload: PrintReportedPayload }
  | { kind: 'refused'; code: 'sync.unknown_kind' | 'sync.bad_payload' };

/** An op read and validated, ready to be applied; or why it cannot be by this build. */
export type PlannedOp = { op: Op; plan: OpPlan };

/**
 * Pure: needs no database, so a batch can be planned before its transaction begins. What is refused here is stored all
 * the same and shown to staff; a later build that can read it takes it up again (`take-up-quarantined.ts`).
 */
export function planOp(op: Op): PlannedOp {
  return { op, plan: planPayload(op) };
}

function planPayload({ kind, payload }: Op): OpPlan {
  switch (kind) {
    case OP_KINDS.checkIn:
      return read(kind, checkInPayloadSchema, payload);
    case OP_KINDS.checkInRefused:
      return read(kind, checkInRefusedPayloadSchema, payload);
    case OP_KINDS.patientUpdate:
      return read(kind, patientUpdatePayloadSchema, payload);
    case OP_KINDS.queueEvent:
      return read(kind, queueEventPayloadSchema, payload);
    case OP_KINDS.printReported:
      return read(kind, printReportedPayloadSchema, payload);
    default:
      return { kind: 'refused', code: 'sync.unknown_kind' };
  }
}

function read<K extends string, S extends z.ZodType>(kind: K, schema: S, text: string) {
  const payload = schema.safeParse(parseJson(text));
  if (!payload.success) return { kind: 'refused' as const, code: 'sync.bad_payload' as const };
  return { kind, payload: payload.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
