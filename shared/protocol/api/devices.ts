import { z } from 'zod';
import { checkInRefusedPayloadSchema } from '#shared/protocol/sync/check-in-op.ts';
import { deviceKindSchema } from '#shared/protocol/sync/pair.ts';
import { defineContract } from './contract.ts';

export const createPairingCode = defineContract({
  id: 'devices.createPairingCode',
  method: 'POST',
  path: '/api/devices/pairing-codes',
  summary: 'A short-lived, single-use code with which a new kiosk or display enrols',
  body: z.object({ kind: deviceKindSchema, name: z.string().trim().min(1).max(80) }),
  reply: z.object({ code: z.string(), expires_at: z.iso.datetime() }),
});

export const deviceRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  kind: deviceKindSchema,
  name: z.string(),
  lane: z.string().nullable(),
  last_seen_at: z.iso.datetime().nullable(),
  revoked: z.boolean(),
  /** How the kiosk last said its printer to be (`printerStatusSchema`); null: it has not said. */
  printer: z.string().nullable().optional(),
  app_version: z.string().nullable().optional(),
  /** What it last said of itself; all null from one that says nothing. */
  outbox_depth: z.int().nullable().optional(),
  /** By the device's clock: since when the oldest of it waits. */
  oldest_outbox_at: z.iso.datetime().nullable().optional(),
  /** An error code, text `error.<code>`. */
  last_error: z.string().nullable().optional(),
  reported_at: z.iso.datetime().nullable().optional(),
});

export const listDevices = defineContract({
  id: 'devices.list',
  method: 'GET',
  path: '/api/devices',
  summary: "The kiosks and displays of the caller's location",
  reply: z.array(deviceRowSchema),
});

const params = z.object({ id: z.coerce.number().int().positive() });

export const renameDevice = defineContract({
  id: 'devices.rename',
  method: 'PATCH',
  path: '/api/devices/:id',
  summary: 'Give a kiosk or display another name',
  params,
  body: z.object({ name: z.string().trim().min(1).max(80) }),
  reply: deviceRowSchema,
});

export const revokeDevice = defineContract({
  id: 'devices.revoke',
  method: 'POST',
  path: '/api/devices/:id/revoke',
  summary: 'Shut a device out: its key is refused at once and its connection closes',
  params,
  reply: deviceRowSchema,
});

export const replaceDevice = defineContract({
  id: 'devices.replace',
  method: 'POST',
  path: '/api/devices/:id/replace',
  summary:
    'Shut a device out and give a code with which it, or another machine in its place, pairs again: under the same name, with a new key, a new incarnation and a new lane',
  params,
  reply: z.object({ code: z.string(), expires_at: z.iso.datetime() }),
});

export const checkInRefusalSchema = z.object({
  id: z.int(),
  /** By the kiosk's clock. */
  at: z.iso.datetime(),
  device_id: z.int().nullable(),
  device_name: z.string().nullable(),
  reason: checkInRefusedPayloadSchema.shape.reason,
  /** The appointment that was recognised, if one was; it is not said whose. */
  appointment: z
    .object({ id: z.int(), appointment_number: z.string(), scheduled_date: z.iso.datetime(), doctor_name: z.string() })
    .nullable(),
});
export type CheckInRefusal = z.infer<typeof checkInRefusalSchema>;

export const listCheckInRefusals = defineContract({
  id: 'devices.checkInRefusals',
  method: 'GET',
  path: '/api/devices/check-in-refusals',
  summary: 'Who stood at a kiosk in the last hours and was sent to the desk, newest first: when, where and why',
  reply: z.array(checkInRefusalSchema),
});
