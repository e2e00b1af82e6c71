import { z } from 'zod';
import { businessDateSchema } from '#shared/domain/service-day.ts';
import { defineContract } from './contract.ts';

/** How a desk is paid. */
export const DESK_METHODS = ['cash', 'card', 'upi', 'bank_transfer'] as const;
export const deskMethodSchema = z.enum(DESK_METHODS);
export type DeskMethod = z.infer<typeof deskMethodSchema>;

/** What was asked for a visit, and what became of it. */
export const visitPaymentSchema = z.object({
  id: z.int(),
  /** In whole units of the currency: 25.5. */
  amount: z.number(),
  currency: z.string(),
  status: z.enum(['due', 'paid']),
  /** How it was paid; null while it is due. */
  taken: z
    .object({
      method: deskMethodSchema,
      at: z.iso.datetime(),
      /** Who took it; null: a kiosk, from a terminal or a bank. */
      by: z.string().nullable(),
      /** What it can be found by elsewhere: the number on a receipt, a bank's reference. */
      reference: z.string().nullable(),
    })
    .nullable(),
});
export type VisitPayment = z.infer<typeof visitPaymentSchema>;

const params = z.object({ id: z.coerce.number().int().positive() });

export const listPayments = defineContract({
  id: 'payments.list',
  method: 'GET',
  path: '/api/payments',
  summary: 'What was asked of the visits of a service day: due first, then as it was paid, newest first',
  query: z.object({
    /** Left out: the present one. */
    business_date: businessDateSchema.optional(),
  }),
  reply: z.object({
    business_date: businessDateSchema,
    rows: z.array(
      visitPaymentSchema.extend({
        /** The visit's. */
        uid: z.uuid(),
        token_label: z.string(),
        patient_name: z.string(),
        service_name: z.string(),
      }),
    ),
  }),
});
export type PaymentRow = z.infer<typeof listPayments.reply>['rows'][number];

export const takePayment = defineContract({
  id: 'payments.take',
  method: 'POST',
  path: '/api/payments/:id/take',
  summary: 'The desk has been paid what was due; of two desks at once, one takes it and the other is told so',
  params,
  body: z.object({
    method: deskMethodSchema,
    reference: z.string().trim().max(100).optional(),
  }),
  reply: visitPaymentSchema,
});

export const voidPayment = defineContract({
  id: 'payments.void',
  method: 'POST',
  path: '/api/payments/:id/void',
  summary: 'Take back what a desk has taken by mistake, or given back: it is due again, and both rows are kept',
  params,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  reply: visitPaymentSchema,
});
