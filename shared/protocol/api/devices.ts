import { z } from 'zod';
import { deviceKindSchema } from '#shared/protocol/sync.ts';
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
});

export const listDevices = defineContract({
  id: 'devices.list',
  method: 'GET',
  path: '/api/devices',
  summary: "The kiosks and displays of the caller's location",
  reply: z.array(deviceRowSchema),
});
