import type { z } from 'zod';
import { prioritySettingsSchema } from '#shared/domain/priority-settings.ts';
import { appointmentSettingsSchema } from './appointment-settings.ts';
import { displaySettingsSchema } from './display-settings.ts';
import { languageSettingsSchema } from './language-settings.ts';
import { paymentSettingsSchema } from './payment-settings.ts';
import { reminderSettingsSchema } from './reminder-settings.ts';
import { ticketSettingsSchema } from './ticket-settings.ts';

/** What a location may choose, by its key. Each schema knows the default of every field, so `{}` is whole. */
export const SETTINGS = {
  appointments: appointmentSettingsSchema,
  reminders: reminderSettingsSchema,
  queue_priorities: prioritySettingsSchema,
  payments: paymentSettingsSchema,
  languages: languageSettingsSchema,
  ticket: ticketSettingsSchema,
  display: displaySettingsSchema,
} as const satisfies Record<string, z.ZodType>;

export type SettingKey = keyof typeof SETTINGS;
