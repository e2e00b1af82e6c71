import { z } from 'zod';
import { genderSchema, newPatientSchema, phoneSchema } from '#shared/domain/patient.ts';

const shortTextSchema = z.string().max(200);

/** What a device may change of a patient. Null: taken away. */
const patientFieldsSchema = z
  .object({
    firstName: newPatientSchema.shape.firstName,
    lastName: newPatientSchema.shape.lastName,
    birthDate: z.iso.date(),
    insuranceNumber: shortTextSchema.nullable(),
    gender: genderSchema.nullable(),
    phone: phoneSchema.nullable(),
    email: z.email().max(254).nullable(),
    address: z.string().max(500).nullable(),
    emergencyContactName: shortTextSchema.nullable(),
    emergencyContactPhone: phoneSchema.nullable(),
    insuranceProvider: shortTextSchema.nullable(),
  })
  .partial();
export type PatientFields = z.infer<typeof patientFieldsSchema>;

/**
 * Payload of op kind `patient.update`, with the patient's `rev` as `baseRev`: the fields as they were when the change
 * was made, and as they are to be. Merged field by field; what two sides changed is kept from both, for staff.
 */
export const patientUpdatePayloadSchema = z.looseObject({
  uid: z.uuid(),
  base: patientFieldsSchema,
  set: patientFieldsSchema,
});
export type PatientUpdatePayload = z.infer<typeof patientUpdatePayloadSchema>;
