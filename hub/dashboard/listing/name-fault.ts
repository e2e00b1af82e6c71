import type { TFunction } from 'i18next';
import type { LocalizedText } from '#shared/domain/language.ts';

/** Everything that people see has a name. */
export function nameFault(t: TFunction, name: LocalizedText): { name?: string } {
  return name.text.trim() === '' ? { name: t('form.nameMissing') } : {};
}
