import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';

export const REMINDER_CHANNELS = ['email', 'sms', 'push'] as const;

const channelSchema = z.enum(REMINDER_CHANNELS);
const textSchema = z.string().trim().min(1).max(1000);

/** Words in braces are filled in: {patient} {doctor} {date} {time} {location}. Others stay as they were typed. */
const messageSchema = z.object({
  subject: z.string().trim().max(200).default(''),
  body: textSchema,
  translations: z
    .partialRecord(languageSchema, z.object({ subject: z.string().trim().max(200).default(''), body: textSchema }))
    .optional(),
});

const message = (subject: string, body: string) => messageSchema.prefault({ subject, body });

/** When patients are reminded of an appointment, by what, and in which words. */
export const reminderSettingsSchema = z.object({
  reminders: z
    .array(z.object({ channel: channelSchema, minutes_before: z.int().min(5).max(43_200) }))
    .max(10)
    .default([
      { channel: 'email', minutes_before: 1_440 },
      { channel: 'sms', minutes_before: 120 },
      { channel: 'email', minutes_before: 60 },
    ]),
  texts: z
    .object({
      confirmation: message(
        'Your appointment on {date}',
        'Dear {patient}, your appointment with {doctor} is on {date} at {time}, {location}.',
      ),
      reminder: message(
        'Reminder: your appointment on {date}',
        'Dear {patient}, please remember your appointment with {doctor} on {date} at {time}, {location}.',
      ),
      rescheduled: message(
        'Your appointment has moved',
        'Dear {patient}, your appointment with {doctor} is now on {date} at {time}, {location}.',
      ),
      cancelled: message(
        'Your appointment is cancelled',
        'Dear {patient}, your appointment with {doctor} on {date} at {time} is cancelled.',
      ),
    })
    .prefault({}),
});

export type ReminderSettings = z.output<typeof reminderSettingsSchema>;
