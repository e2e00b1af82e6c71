import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { newPatientSchema } from '#shared/domain/patient.ts';
import { tokenSchema } from '#shared/domain/token.ts';

/** `settled`: the terminal or the bank has confirmed it, under `reference`; otherwise the desk collects it. */
export const visitPaymentSchema = z.object({
  method: z.enum(['desk', 'card', 'upi']),
  amountMinor: z.int().min(1),
  currency: z.string().length(3),
  settled: z.boolean(),
  reference: z.string().max(200).nullable(),
});
export type VisitPayment = z.infer<typeof visitPaymentSchema>;

/** What someone needs at their visit beside the doctor. */
export const specialRequirementSchema = z.enum(['wheelchair', 'interpreter', 'companion', 'hearing', 'sight']);
export type SpecialRequirement = z.infer<typeof specialRequirementSchema>;

export const visitUrgencySchema = z.enum(['low', 'medium', 'high', 'emergency']);

/** Payload of op kind `visit.check_in`: one visit opened and its token issued by the device that faces the patient. */
export const checkInPayloadSchema = z.looseObject({
  /**
   * Null: the hub knows who it is from `visit.appointmentUid`, or nobody knows yet (someone very unwell gets a token
   * first and gives a name later), or the kiosk has recognised someone of whom it knows nothing: `visit.patientUid`.
   */
  patient: newPatientSchema.nullable(),
  visit: z.looseObject({
    uid: z.uuid(),
    queueEntryUid: z.uuid(),
    serviceUid: z.uuid(),
    doctorUid: z.uuid().nullable(),
    language: languageSchema,
    reason: z.string().max(500).optional(),
    urgency: visitUrgencySchema.optional(),
    specialRequirements: z.array(specialRequirementSchema).max(10).optional(),
    /** The patient whom a `known_patient` of the clinic stands for. */
    patientUid: z.uuid().optional(),
    /** Whoever came for this booking. */
    appointmentUid: z.uuid().optional(),
    /** What the kiosk asked for, and how the patient means to pay or has paid. */
    payment: visitPaymentSchema.optional(),
    checkedInAt: z.int(),
  }),
  token: tokenSchema,
});
export type CheckInPayload = z.infer<typeof checkInPayloadSchema>;

/**
 * Payload of op kind `checkin.refused`: someone stood at a kiosk and could not be checked in for an appointment. Says why
 * and for which appointment, if one was recognised; never who. The op's `entityUid` is that appointment, or the op itself.
 */
export const checkInRefusedPayloadSchema = z.looseObject({
  reason: z.enum(['not_found', 'too_early', 'too_late', 'already_checked_in', 'wrong_clinic', 'rate_limited']),
  appointmentUid: z.uuid().nullable(),
  refusedAt: z.int(),
});
export type CheckInRefusedPayload = z.infer<typeof checkInRefusedPayloadSchema>;
