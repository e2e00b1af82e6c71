import type { LocalizedText } from '#shared/domain/language.ts';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';

/** The settings as they are typed: a text that is empty so far is one that somebody may be about to write. */
export type TicketDraft = Omit<TicketSettings, 'header' | 'footer'> & { header: LocalizedText; footer: LocalizedText };

const EMPTY: LocalizedText = { text: '' };

export function draftOf(settings: TicketSettings): TicketDraft {
  return { ...settings, header: settings.header ?? EMPTY, footer: settings.footer ?? EMPTY };
}

/** What would be saved. A text that is empty in the clinic's own language is none. */
export function settingsOf(draft: TicketDraft): TicketSettings {
  return { ...draft, header: textOf(draft.header), footer: textOf(draft.footer) };
}

/** Translations of nothing: they would be lost, so they are asked about first. */
export function lacksOwnLanguage({ text, translations }: LocalizedText): boolean {
  return text.trim() === '' && Object.keys(translations ?? {}).length > 0;
}

function textOf(value: LocalizedText): LocalizedText | null {
  return value.text.trim() === '' ? null : value;
}
