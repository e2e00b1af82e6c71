import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';

/** The questions of a walk-in, in the order in which they are asked when nobody has said otherwise. */
export const KIOSK_STEPS = [
  'phone',
  'birthDate',
  'name',
  'gender',
  'service',
  'doctor',
  'reason',
  'requirements',
  'payment',
] as const;
export const kioskStepSchema = z.enum(KIOSK_STEPS);
export type KioskStepId = z.infer<typeof kioskStepSchema>;

/** Without these there is no registration: they can be moved, not left out. */
export const REQUIRED_STEPS = ['phone', 'birthDate', 'name', 'service'] as const satisfies readonly KioskStepId[];

/** An Argon2id hash as a PHC string, as `hashPassword` of the hub makes it. */
export const pinHashSchema = z.string().startsWith('$argon2id$').max(256);

/** What is asked for at the kiosk before a visit to a service, in the smallest unit of the currency. */
export const kioskFeeSchema = z.object({
  serviceUid: z.uuid(),
  amountMinor: z.int().min(1).max(100_000_000),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/u),
});

/**
 * How a clinic's kiosks behave. One entity per location, whose uid is the location's. Every field has a default, so that
 * a hub may send only what was changed, and a kiosk without the entity works.
 */
export const kioskSettingsSchema = z.object({
  uid: z.uuid(),
  /** Asked in this order; a step that is not named is off, unless no registration is possible without it. */
  steps: z.array(kioskStepSchema).max(KIOSK_STEPS.length).default(['phone', 'birthDate', 'name', 'service', 'doctor']),
  /** Offered on the first screen, in this order; empty: all. */
  languages: z.array(languageSchema).max(20).default([]),
  /** Without a touch for so long, the kiosk asks whether anyone is there. */
  idleSeconds: z.int().min(15).max(600).default(60),
  /** How long the token stays on the screen. */
  tokenSeconds: z.int().min(10).max(300).default(45),
  /** Opens the staff area; null: only the PIN of the kiosk's own environment does, if it has one. */
  pinHash: pinHashSchema.nullable().default(null),
  /** "I feel very unwell" on the first question. */
  emergencyPath: z.boolean().default(true),
  /** Where someone very unwell is sent; null: the first service that has a doctor. */
  emergencyServiceUid: z.uuid().nullable().default(null),
  /** Appointments are checked in here, and not only at the desk. */
  appointments: z.boolean().default(true),
  /** How long before its time an appointment can be checked in, and how long after. */
  appointmentEarlyMinutes: z.int().min(5).max(1440).default(120),
  appointmentLateMinutes: z.int().min(0).max(1440).default(60),
  /** What the `payment` step asks for; a service that is not named costs nothing here. */
  fees: z.array(kioskFeeSchema).max(200).default([]),
  /** A recorded voice reads every screen to whoever asks for it. */
  speech: z.boolean().default(true),
});
export type KioskSettings = z.output<typeof kioskSettingsSchema>;

/** What a kiosk goes by that has heard nothing. */
export function defaultKioskSettings(locationUid: string): KioskSettings {
  return kioskSettingsSchema.parse({ uid: locationUid });
}

/** The steps to ask, each once: as the clinic orders them, with what it must not leave out at its usual place. */
export function stepsToAsk({ steps }: Pick<KioskSettings, 'steps'>): KioskStepId[] {
  let asked = [...new Set(steps)];
  for (const step of REQUIRED_STEPS) asked = withStep(asked, step);
  return asked;
}

/** With `step` before the first of those that usually come after it, unless it is there already. */
export function withStep(asked: readonly KioskStepId[], step: KioskStepId): KioskStepId[] {
  if (asked.includes(step)) return [...asked];
  const later = new Set(KIOSK_STEPS.slice(KIOSK_STEPS.indexOf(step) + 1));
  const before = asked.findIndex((other) => later.has(other));
  return asked.toSpliced(before === -1 ? asked.length : before, 0, step);
}
