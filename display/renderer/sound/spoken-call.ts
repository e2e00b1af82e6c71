import type { TFunction } from 'i18next';
import { localize, type Language } from '#shared/domain/language.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';

/**
 * The words of a call, its token spelled out: "A, 0, 4, 7" is read letter by letter and digit by digit in any language,
 * where "A-047" becomes "A minus forty-seven".
 */
export function spokenCall(t: TFunction, call: Announcement, language: Language): string {
  const [lane = '', number = ''] = call.token.split('-');
  return t('call.spoken', {
    letters: lane.split('').join(', '),
    digits: number.split('').join(', '),
    station: localize(call.station, language),
  });
}
