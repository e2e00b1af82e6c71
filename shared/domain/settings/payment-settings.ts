import { z } from 'zod';

/** Which ways to pay are offered. `desk` is always possible: somebody may come with cash. */
export const paymentSettingsSchema = z.object({
  card: z.boolean().default(false),
  upi: z.boolean().default(false),
  bank_transfer: z.boolean().default(false),
  /** Where a UPI payment goes, `clinic@bank`. */
  upi_address: z
    .string()
    .regex(/^[\w.-]{2,256}@[A-Za-z]{2,64}$/u, 'A UPI address looks like clinic@bank')
    .nullable()
    .default(null)
    .meta({ examples: ['clinic@bank'] }),
  bank_account: z
    .object({
      holder: z.string().trim().min(1).max(140),
      account: z.string().trim().min(4).max(40),
      bank: z.string().trim().max(140).default(''),
    })
    .nullable()
    .default(null),
  /** Minutes that a slot is kept for somebody who is paying. */
  hold_minutes: z.int().min(2).max(60).default(10),
});

export type PaymentSettings = z.output<typeof paymentSettingsSchema>;

export const OFFERABLE_METHODS = ['desk', 'card', 'upi', 'bank_transfer'] as const;
export type OfferedMethod = (typeof OFFERABLE_METHODS)[number];

/** The ways to pay that a clinic has switched on; the desk is always one. */
export function offeredMethods(settings: PaymentSettings): OfferedMethod[] {
  return OFFERABLE_METHODS.filter((method) => method === 'desk' || settings[method]);
}
