import { z } from 'zod';

/** How long appointments last where neither doctor nor booking says otherwise, and which lengths are offered. Minutes. */
export const appointmentSettingsSchema = z
  .object({
    default_minutes: z.int().min(5).max(480).default(30),
    offered_minutes: z.array(z.int().min(5).max(480)).min(1).max(12).default([15, 30, 45, 60]),
    /** How far ahead patients may book; staff may book any day. */
    bookable_days_ahead: z.int().min(1).max(730).default(90),
    /** How soon before its beginning a slot can still be booked on line. */
    notice_minutes: z.int().min(0).max(20_160).default(60),
    /** How soon before its beginning patients can still move or cancel an appointment by themselves; staff always can. */
    change_notice_minutes: z.int().min(0).max(20_160).default(120),
  })
  .refine((value) => value.offered_minutes.includes(value.default_minutes), {
    path: ['default_minutes'],
    error: 'The usual length must be one of those offered',
  });

export type AppointmentSettings = z.output<typeof appointmentSettingsSchema>;
