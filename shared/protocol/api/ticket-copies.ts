import { z } from 'zod';
import { defineContract } from './contract.ts';

export const reprintTicket = defineContract({
  id: 'queue.reprint',
  method: 'POST',
  path: '/api/queue/:id/reprint',
  summary:
    "Have a kiosk print a copy of a ticket; without a device_id the one that issued it, or the clinic's only one",
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ device_id: z.int().positive().optional() }),
  reply: z.object({
    /** By which its outcome is asked for (`queue.readPrintRequest`). */
    request_id: z.int(),
    request_uid: z.uuid(),
    device_id: z.int(),
    device_name: z.string(),
    /** As the kiosk last said; null: it has not said. */
    printer: z.string().nullable(),
  }),
});

export const readPrintRequest = defineContract({
  id: 'queue.readPrintRequest',
  method: 'GET',
  path: '/api/print-requests/:id',
  summary: 'What became of a copy of a ticket that a kiosk was asked for',
  params: z.object({ id: z.coerce.number().int().positive() }),
  reply: z.object({
    id: z.int(),
    token_label: z.string(),
    device_id: z.int(),
    device_name: z.string(),
    /** As the kiosk last said; null: it has not said. */
    printer: z.string().nullable(),
    requested_at: z.iso.datetime(),
    /** Null: the kiosk has not reported yet. `unknown`: nobody can say whether it came out. `expired`: not printed. */
    outcome: z.enum(['printed', 'unknown', 'expired']).nullable(),
    /** What the paper is marked with. */
    copy_no: z.int().nullable(),
  }),
});
