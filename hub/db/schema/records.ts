import { bigserial, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '#shared/protocol/api/audit-actions.ts';
import { paymentStatus } from './appointments.ts';
import { bytea, createdAt, id, instant, locationId, reference } from './column-types.ts';

export type PaymentKind = 'charge' | 'refund';
/** `desk`: asked for at a kiosk, and how it will be paid is for the desk to learn. */
export type PaymentMethod = 'card' | 'upi' | 'bank_transfer' | 'cash' | 'desk';

/**
 * Append only: a refund is a row of its own, and `opUid` makes a charge happen once for ever. What a kiosk asked for stays
 * `pending`; what the desk takes for it is a row that settles it.
 */
export const payments = pgTable('payments', {
  id: id(),
  opUid: uuid('op_uid').notNull().unique(),
  locationId: locationId(),
  patientId: reference('patient_id'),
  appointmentId: reference('appointment_id'),
  visitId: reference('visit_id'),
  refundOfId: reference('refund_of_id'),
  settlesId: reference('settles_id'),
  kind: text('kind').$type<PaymentKind>().notNull(),
  method: text('method').$type<PaymentMethod>().notNull(),
  status: paymentStatus('status').notNull(),
  amount: numeric('amount', { precision: 12, scale: 2 }).notNull(),
  currency: text('currency').notNull(),
  provider: text('provider'),
  providerReference: text('provider_reference'),
  recordedById: reference('recorded_by_id'),
  note: text('note'),
  createdAt: createdAt(),
});

export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial('id', { mode: 'number' }).notNull(),
    locationId: locationId(),
    at: instant('at').notNull(),
    actorType: text('actor_type').$type<'staff' | 'device' | 'system' | 'anonymous' | 'patient'>().notNull(),
    actorUserId: reference('actor_user_id'),
    actorDeviceId: reference('actor_device_id'),
    action: text('action').$type<AuditAction>().notNull(),
    entity: text('entity'),
    entityUid: uuid('entity_uid'),
    requestId: text('request_id'),
    /** Ids and states, never patient data. */
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.id] })],
);

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    locationId: locationId(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    requestHash: bytea('request_hash').notNull(),
    reply: jsonb('reply').$type<unknown>(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.operation, table.key] })],
);
