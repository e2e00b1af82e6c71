import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { sampleTicket } from '#testing/virtual-printer/sample-tickets.ts';
import { nameOnTicket } from './name-on-ticket.ts';
import { composeTicket, type TicketLine } from './ticket.ts';
import { PLAIN_TEMPLATE } from './ticket-template.ts';
import { TICKET_TEXTS } from './ticket-texts.ts';

const texts = (lines: TicketLine[]) => lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []));
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

describe('a ticket', () => {
  it('says clinic, number, where to wait, for whom, how many before and how long', () => {
    const { lines } = composeTicket(sampleTicket('en', { patientName: 'Mary' }), 1, PLAIN_TEMPLATE);
    expect(texts(lines).map(plain)).toEqual([
      'Riverside Health Clinic',
      'Your number',
      'For Mary',
      'Please wait here',
      'Waiting area 2',
      'Service: General consultation',
      'Doctor: Dr. O’Brien',
      'People before you: 4',
      'Expected wait: 15–30 min',
      'Mar 14, 2026, 10:41 AM',
      'Scan to follow your place in the queue on your phone',
    ]);
    expect(lines).toContainEqual({ kind: 'token', text: 'A-047' });
    expect(lines.filter(({ kind }) => kind === 'mark')).toEqual([]);
  });

  it.each(LANGUAGES)('is whole in $name, in its direction', ({ code, direction }) => {
    const ticket = composeTicket(sampleTicket(code), 2, PLAIN_TEMPLATE);
    expect(ticket.direction).toBe(direction);
    expect(texts(ticket.lines).join(' ')).not.toMatch(/[{}]|undefined|null/);
    expect(ticket.lines.filter(({ kind }) => kind === 'mark')).toHaveLength(2);
    for (const text of Object.values(TICKET_TEXTS[code])) expect(text.trim()).not.toBe('');
  });

  it('says what is to be paid at the desk, in the patient’s language', () => {
    const due = { amountMinor: 2550, currency: 'EUR' };
    const { lines } = composeTicket(sampleTicket('de', { toPay: due }), 1, PLAIN_TEMPLATE);
    expect(texts(lines).map(plain)).toContain('Am Empfang zu zahlen: 25,50\u00A0€');
    const yen = composeTicket(sampleTicket('en', { toPay: { amountMinor: 900, currency: 'JPY' } }), 1, PLAIN_TEMPLATE);
    expect(texts(yen.lines).map(plain)).toContain('To pay at the desk: ¥900');
  });

  it('says "you are next" and not "0 people"', () => {
    const next = composeTicket(sampleTicket('en', { peopleAhead: 0 }), 1, PLAIN_TEMPLATE);
    expect(texts(next.lines)).toContain('You are next');
  });

  it("says the clinic's time, whatever the machine's", () => {
    const ticket = composeTicket(sampleTicket('de', { timeZone: 'Asia/Kolkata' }), 1, PLAIN_TEMPLATE);
    expect(texts(ticket.lines)).toContain('14.03.2026, 15:11');
  });

  it('leaves out what is not known, what the clinic does not want, and a code that is not plain ASCII', () => {
    const content = sampleTicket('en', { doctor: null, place: null, waitMinutes: null, followUrl: 'https://x/é' });
    const { lines } = composeTicket(content, 1, { ...PLAIN_TEMPLATE, showPeopleAhead: false });
    expect(texts(lines).map(plain)).toEqual([
      'Riverside Health Clinic',
      'Your number',
      'Service: General consultation',
      'Mar 14, 2026, 10:41 AM',
    ]);
    expect(lines.some(({ kind }) => kind === 'qr')).toBe(false);
  });

  it('shows of a name only what the setting allows', () => {
    expect(nameOnTicket('none', 'María', 'Ñandú')).toBeNull();
    expect(nameOnTicket('initials', 'maría', 'Ñandú')).toBe('M. Ñ.');
    expect(nameOnTicket('initials', 'محمد', '')).toBe('م.');
    expect(nameOnTicket('first_name', '\u001B@María', 'Ñandú')).toBe('@María');
    expect(nameOnTicket('first_name', '\u0000', 'x')).toBeNull();
  });
});
