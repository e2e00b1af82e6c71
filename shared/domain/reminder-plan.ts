import type { Instant } from './ports.ts';
import type { ReminderSettings } from './settings/reminder-settings.ts';

type Channel = ReminderSettings['reminders'][number]['channel'];
export type PlannedReminder = { channel: Channel; at: Instant };

/** By what a patient can be reached, and what they asked not to be sent. */
export type Reachable = {
  email: string | null;
  phone: string | null;
  /** `{ sms: false }`: no text messages. What is not named is wished for. */
  preferences: Readonly<Record<string, unknown>>;
};

const MINUTE_MS = 60_000;

/**
 * When a patient is to be reminded of an appointment, and by what: each of the clinic's intervals whose time is still to
 * come, by a channel that reaches the patient. In order of time, no two alike. Whether a push reaches anyone is known only
 * when it is sent, so it is planned for all.
 */
export function planReminders(
  startAt: Instant,
  now: Instant,
  { reminders }: Pick<ReminderSettings, 'reminders'>,
  patient: Reachable,
): PlannedReminder[] {
  const planned = new Map<string, PlannedReminder>();
  for (const { channel, minutes_before: minutes } of reminders) {
    const at = startAt - minutes * MINUTE_MS;
    if (at > now && isReached(channel, patient)) planned.set(`${channel} ${at}`, { channel, at });
  }
  return [...planned.values()].toSorted((a, b) => a.at - b.at || a.channel.localeCompare(b.channel));
}

function isReached(channel: Channel, { email, phone, preferences }: Reachable): boolean {
  if (preferences[channel] === false) return false;
  if (channel === 'email') return email !== null && email !== '';
  if (channel === 'sms') return phone !== null && phone !== '';
  return true;
}
