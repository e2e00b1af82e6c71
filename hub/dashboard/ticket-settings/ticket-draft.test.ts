import { expect, it } from 'vitest';
import { ticketSettingsSchema } from '#shared/domain/settings/ticket-settings.ts';
import { draftOf, lacksOwnLanguage, settingsOf } from './ticket-draft.ts';

const settings = ticketSettingsSchema.parse({
  header: { text: '12 River Street', translations: { ar: 'شارع النهر 12' } },
  show_qr: false,
});

it('what was chosen is saved as it was', () => {
  expect(settingsOf(draftOf(settings))).toEqual(settings);
});

it('a text of nothing but spaces is none, and its translations are asked about', () => {
  const draft = draftOf(settings);
  const emptied = { ...draft, header: { ...draft.header, text: '  ' } };
  expect(settingsOf(emptied).header).toBeNull();
  expect([emptied.header, draft.header, draft.footer].map(lacksOwnLanguage)).toEqual([true, false, false]);
});
