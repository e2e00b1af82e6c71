import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import { printableText } from './printable-text.ts';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What the clinic's setting lets a ticket say of a name; never the full name, whatever the setting. */
export function nameOnTicket(
  setting: TicketSettings['patient_name'],
  firstName: string,
  lastName: string,
): string | null {
  if (setting === 'none') return null;
  if (setting === 'first_name') return printableText(firstName, 40) || null;
  const initials = [firstName, lastName].flatMap((name) => {
    const first = [...GRAPHEMES.segment(printableText(name, 40))][0]?.segment;
    return first ? [`${first.toLocaleUpperCase()}.`] : [];
  });
  return initials.length > 0 ? initials.join(' ') : null;
}
