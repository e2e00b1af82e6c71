import { z } from 'zod';
import { languageSchema, localizedTextSchema } from '#shared/domain/language.ts';
import { genderSchema } from '#shared/domain/patient.ts';
import { doctorSchema, serviceSchema } from '#shared/protocol/entities.ts';
import { kioskSettingsSchema } from '#shared/protocol/kiosk-settings.ts';
import { checkInRefusedPayloadSchema, specialRequirementSchema } from '#shared/protocol/sync/check-in-op.ts';
import { printerStatusSchema, printStateSchema } from './print-state.ts';
import { deviceMethods, deviceTopics } from './device-contract.ts';
import { kioskStartSchema, staffMethods } from './kiosk-staff-contract.ts';

export type { PrinterStatus, PrintState } from './print-state.ts';

/** What a walk-in can choose, with how busy each is. */
export const choicesSchema = z.object({
  services: z.array(serviceSchema.extend({ waiting: z.int(), waitMinutes: z.tuple([z.int(), z.int()]).nullable() })),
  doctors: z.array(doctorSchema.extend({ waiting: z.int(), waitMinutes: z.tuple([z.int(), z.int()]).nullable() })),
});
export type Choices = z.infer<typeof choicesSchema>;

export const checkInInputSchema = z.object({
  /** Made once per registration: a double tap or a retry with the same key is the same check-in. */
  idempotencyKey: z.uuid(),
  /** Who it is, or the claim that `kiosk.findPatient` gave. */
  patient: z.union([
    z.object({
      firstName: z.string().min(1).max(400),
      lastName: z.string().min(1).max(400),
      birthDate: z.iso.date(),
      phone: z.string().min(1).max(40),
      gender: genderSchema.optional(),
    }),
    z.object({ claim: z.uuid() }),
  ]),
  serviceUid: z.uuid(),
  doctorUid: z.uuid().nullable(),
  language: languageSchema,
  reason: z.string().max(500).optional(),
  specialRequirements: z.array(specialRequirementSchema).max(10).optional(),
  /** How the fee is to be paid, where the clinic asks for one. */
  payment: z.enum(['desk', 'card', 'upi']).optional(),
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
  /** The desk has been alerted, or will be as soon as the line is back. */
  emergency: z.boolean().optional(),
  /** What is still to be paid at the desk. */
  toPay: z.object({ amountMinor: z.int(), currency: z.string() }).optional(),
});
export type CheckedIn = z.infer<typeof checkedInSchema>;

const phoneAndBirthDate = z.object({ phone: z.string().min(1).max(40), birthDate: z.iso.date() });
/**
 * `initial` of the first name lets the person say "yes, that is me" without the screen saying who; null where this kiosk does
 * not know the name.
 */
export const foundPatientSchema = z.object({ claim: z.uuid(), initial: z.string().max(8).nullable() }).nullable();
export type FoundPatient = z.infer<typeof foundPatientSchema>;

export const appointmentQuerySchema = z.union([
  z.object({ bookingCode: z.string().min(1).max(500) }),
  phoneAndBirthDate,
]);
export type AppointmentQuery = z.infer<typeof appointmentQuerySchema>;
export const foundAppointmentSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), claim: z.uuid(), startAt: z.int(), doctor: localizedTextSchema.nullable() }),
  z.object({
    status: z.literal('refused'),
    reason: checkInRefusedPayloadSchema.shape.reason,
    /** When it would be, where that helps: too early, too late. */
    startAt: z.int().nullable(),
    /** From when on it can be checked in here. */
    opensAt: z.int().nullable(),
  }),
]);
export type FoundAppointmentReply = z.infer<typeof foundAppointmentSchema>;

/** What makes this kiosk unfit, as staff and patients need to know it. */
export const kioskHealthSchema = z.object({
  disk: z.enum(['ok', 'low', 'full']),
  /** `jumped`: more than a day ahead, and the hub has not vouched for it. */
  clock: z.enum(['ok', 'jumped']),
  blockedBy: z.enum(['device.revoked', 'device.forked']).nullable(),
  /** What the hub has sent that this version cannot read; it goes by the defaults. */
  badSettings: z.boolean(),
});
export type KioskHealth = z.infer<typeof kioskHealthSchema>;

export const kioskContract = {
  methods: {
    ...deviceMethods,
    ...staffMethods,
    'kiosk.checkIn': { input: checkInInputSchema, output: checkedInSchema },
    /** The last question is on the screen: the printer is asked how it is, and its line kept open for the ticket. */
    'kiosk.prepareToPrint': { input: z.object({}), output: z.object({}) },
    'kiosk.findPatient': { input: phoneAndBirthDate, output: foundPatientSchema },
    'kiosk.findAppointment': { input: appointmentQuerySchema, output: foundAppointmentSchema },
    /** For an appointment that `kiosk.findAppointment` has found. */
    'kiosk.arrive': {
      input: z.object({ idempotencyKey: z.uuid(), claim: z.uuid(), language: languageSchema }),
      output: checkedInSchema,
    },
    /** Someone feels very unwell: a token at once, without a name, and the desk is alerted. */
    'kiosk.emergency': {
      input: z.object({ idempotencyKey: z.uuid(), language: languageSchema }),
      output: checkedInSchema,
    },
  },
  topics: {
    ...deviceTopics,
    'kiosk.choices': choicesSchema,
    'kiosk.printer': printerStatusSchema,
    'kiosk.settings': kioskSettingsSchema.omit({ pinHash: true }).extend({ start: kioskStartSchema.optional() }),
    'kiosk.health': kioskHealthSchema,
    /** The most recent print job, so that the token screen can say whether the paper is out. */
    'kiosk.print': z.object({ visitUid: z.uuid(), copyNo: z.int(), state: printStateSchema }).nullable(),
  },
} as const;
export type KioskContract = typeof kioskContract;
export type ShownSettings = z.output<(typeof kioskContract)['topics']['kiosk.settings']>;
