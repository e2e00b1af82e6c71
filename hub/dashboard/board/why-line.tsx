import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#shared/domain/language.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import type { BoardEntry } from './board-view.ts';
import { FactLine } from './fact-line.tsx';

/** Why this patient is here and when they came; a language other than the reader's, for whoever will call. */
export function WhyLine({ entry, isPicked }: { entry: BoardEntry; isPicked: boolean }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const language = LANGUAGES.find(({ code }) => code === entry.language);
  const came = t('entry.checkedIn', { time: format.time(Date.parse(entry.check_in_time)) });
  const level = entry.urgency_level;
  return (
    <FactLine
      facts={[
        ...(level
          ? [{ text: t(`urgency.${level}`), whole: true, tone: level === 'emergency' ? ('alert' as const) : undefined }]
          : []),
        ...(entry.reason_for_visit ? [{ text: entry.reason_for_visit }] : []),
        ...(language && language.code !== i18n.language ? [{ text: language.name, whole: true }] : []),
        // When they came is in the wait already; it is said where there is nothing else, and for whoever was picked.
        ...(isPicked || !entry.reason_for_visit ? [{ text: came }] : []),
      ]}
    />
  );
}
