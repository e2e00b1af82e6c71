import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { genderSchema } from '#shared/domain/patient.ts';
import { doctorSchema, serviceSchema } from '#shared/protocol/entities.ts';
import { deviceMethods, deviceTopics } from './device-contract.ts';

export const printStateSchema = z.enum(['queued', 'sending', 'printed', 'failed_before_send', 'unknown', 'expired']);
export type PrintState = z.infer<typeof printStateSchema>;

export const printerStatusSchema = z.object({
  state: z.enum(['ready', 'paper_low', 'paper_out', 'cover_open', 'error', 'unreachable', 'not_configured']),
  checkedAt: z.int().nullable(),
});
export type PrinterStatus = z.infer<typeof printerStatusSchema>;

/** What a walk-in can choose, with how busy each is. */
export const choicesSchema = z.object({
  services: z.array(serviceSchema.extend({ waiting: z.int(), waitMinutes: z.tuple([z.int(), z.int()]).nullable() })),
  doctors: z.array(doctorSchema.extend({ waiting: z.int(), waitMinutes: z.tuple([z.int(), z.int()]).nullable() })),
});
export type Choices = z.infer<typeof choicesSchema>;

export const checkInInputSchema = z.object({
  /** Made once per registration: a double tap or a retry with the same key is the same check-in. */
  idempotencyKey: z.uuid(),
  patient: z.object({
    firstName: z.string().min(1).max(400),
    lastName: z.string().min(1).max(400),
    birthDate: z.iso.date(),
    phone: z.string().min(1).max(40),
    gender: genderSchema.optional(),
  }),
  serviceUid: z.uuid(),
  doctorUid: z.uuid().nullable(),
  language: languageSchema,
  reason: z.string().max(500).optional(),
});
export type CheckInInput = z.infer<typeof checkInInputSchema>;

export const checkedInSchema = z.object({
  visitUid: z.uuid(),
  /** `A-047`. */
  token: z.string(),
  waitingArea: z.string().nullable(),
  peopleAhead: z.int(),
  waitMinutes: z.tuple([z.int(), z.int()]).nullable(),
  printState: printStateSchema,
});
export type CheckedIn = z.infer<typeof checkedInSchema>;

export const kioskContract = {
  methods: {
    ...deviceMethods,
    'kiosk.checkIn': { input: checkInInputSchema, output: checkedInSchema },
  },
  topics: {
    ...deviceTopics,
    'kiosk.choices': choicesSchema,
    'kiosk.printer': printerStatusSchema,
    /** The most recent print job, so that the token screen can say whether the paper is out. */
    'kiosk.print': z.object({ visitUid: z.uuid(), copyNo: z.int(), state: printStateSchema }).nullable(),
  },
} as const;
export type KioskContract = typeof kioskContract;
