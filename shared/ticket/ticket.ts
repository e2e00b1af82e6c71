import { directionOf, localize, type Language } from '#shared/domain/language.ts';
import { moneyText } from '#shared/domain/money-text.ts';
import { printableText } from './printable-text.ts';
import type { TicketContent } from './ticket-content.ts';
import type { TicketTemplate } from './ticket-template.ts';
import { TICKET_TEXTS } from './ticket-texts.ts';

/** `small` is for what may be overlooked, `large` for where to go; the token has a line of its own kind. */
export type TextSize = 'small' | 'normal' | 'large';

export type TicketLine =
  | { kind: 'text'; text: string; size: TextSize; bold: boolean }
  /** As large as the paper allows. */
  | { kind: 'token'; text: string }
  /** White on black: that this is a copy must not be overlooked. */
  | { kind: 'mark'; text: string }
  | { kind: 'qr'; payload: string }
  | { kind: 'logo'; png: string }
  | { kind: 'rule' }
  | { kind: 'gap' };

/** All lines are centred. No line knows how wide the paper is. */
export type Ticket = { language: Language; direction: 'ltr' | 'rtl'; lines: TicketLine[] };

/** In letters as a reader counts them. A token is `XXX-99999` at most. */
const CAPS = { clinic: 80, header: 160, name: 40, place: 80, service: 80, doctor: 80, token: 9, message: 300 } as const;

const QR_SAFE = /^[\x21-\x7E]{1,300}$/;

/**
 * The lines of one copy of a ticket. Pure. Text from people is filtered here, before any encoder sees it. A first copy is
 * unmarked, every further one says so at the top and at the foot.
 */
export function composeTicket(content: TicketContent, copyNo: number, template: TicketTemplate): Ticket {
  const { language } = content;
  const t = TICKET_TEXTS[language];
  const lines: TicketLine[] = [];
  const text = (value: string, size: TextSize = 'normal', bold = false) => {
    if (value !== '') lines.push({ kind: 'text', text: value, size, bold });
  };
  const mark = () => {
    if (copyNo <= 1) return;
    lines.push({ kind: 'gap' }, { kind: 'mark', text: t.copy.replace('{copy}', String(copyNo)) }, { kind: 'gap' });
  };

  mark();
  if (template.logoPng) lines.push({ kind: 'logo', png: template.logoPng });
  text(printableText(content.clinic, CAPS.clinic), 'normal', true);
  if (template.header) text(printableText(localize(template.header, language), CAPS.header), 'small');
  lines.push({ kind: 'rule' });
  text(t.yourNumber);
  lines.push({ kind: 'token', text: printableText(content.token, CAPS.token) });
  if (content.patientName) text(fill(t.forPatient, { name: printableText(content.patientName, CAPS.name) }));
  lines.push({ kind: 'gap' });
  if (template.showWaitingArea && content.place) {
    text(t.waitHere);
    text(printableText(content.place, CAPS.place), 'large', true);
    lines.push({ kind: 'gap' });
  }
  if (content.service) text(fill(t.service, { service: printableText(content.service, CAPS.service) }));
  if (content.doctor) text(fill(t.doctor, { doctor: printableText(content.doctor, CAPS.doctor) }));
  lines.push({ kind: 'gap' });
  if (template.showPeopleAhead && content.peopleAhead !== null) text(ahead(content.peopleAhead, language));
  if (template.showWait && content.waitMinutes) text(wait(content.waitMinutes, language));
  if (content.toPay) text(fill(t.toPay, { amount: moneyText(content.toPay, `${language}-u-nu-latn`) }), 'normal', true);
  text(issuedAt(content), 'small');
  if (template.showFollowQr && content.followUrl && QR_SAFE.test(content.followUrl)) {
    lines.push({ kind: 'gap' }, { kind: 'qr', payload: content.followUrl }, { kind: 'gap' });
    text(t.followByPhone, 'small');
  }
  if (template.message) {
    lines.push({ kind: 'rule' });
    text(printableText(localize(template.message, language), CAPS.message), 'small');
  }
  mark();
  return { language, direction: directionOf(language), lines };
}

/**
 * Puts values into a text, each isolated (FSI … PDI), so that a Latin doctor in an Arabic line, or the reverse, does
 * not drag its neighbours along. Encoders that write in a code page drop the isolates.
 */
function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => `\u2068${values[key] ?? ''}\u2069`);
}

function ahead(count: number, language: Language): string {
  const t = TICKET_TEXTS[language];
  return count === 0 ? t.youAreNext : t.ahead.replace('{count}', String(count));
}

function wait([from, to]: [number, number], language: Language): string {
  const t = TICKET_TEXTS[language];
  if (from === to) return t.waitAbout.replace('{to}', String(to));
  return t.wait.replace('{from}', String(from)).replace('{to}', String(to));
}

/** Making one costs more than the rest of a ticket; a clinic has one zone and eight languages. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Western figures in every language, as on the token and on the screens. */
function issuedAt({ issuedAt: instant, timeZone, language }: TicketContent): string {
  const key = `${language} ${timeZone}`;
  let format = FORMATS.get(key);
  if (!format) {
    const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
    format = new Intl.DateTimeFormat(`${language}-u-nu-latn`, options);
    FORMATS.set(key, format);
  }
  return printableText(format.format(instant), 60);
}
