import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#shared/domain/language.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import type { BoardEntry } from './board-view.ts';

/** Why this patient is here and when they came; a language other than the reader's, for whoever will call. */
export function WhyLine({ entry }: { entry: BoardEntry }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const language = LANGUAGES.find(({ code }) => code === entry.language);
  const parts = [
    t('entry.checkedIn', { time: format.time(Date.parse(entry.check_in_time)) }),
    ...(entry.reason_for_visit ? [entry.reason_for_visit] : []),
    ...(language && language.code !== i18n.language ? [language.name] : []),
  ];
  return (
    <span className="block truncate text-sm text-ink-soft" title={parts.join(' · ')}>
      {parts.map((part, at) => (
        <span key={part}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </span>
  );
}
