import { useTranslation } from 'react-i18next';
import { localize, type Language, type LocalizedText } from '#shared/domain/language.ts';

/** A name as the reader's language has it, or as the clinic says it. */
export function useLocalize(): (name: LocalizedText) => string {
  const { i18n } = useTranslation();
  return (name) => localize(name, i18n.language as Language);
}
