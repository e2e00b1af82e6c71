import { ClockAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import type { BoardEntry } from './board-view.ts';
import { reasonTexts } from './reason-texts.ts';

/** For whoever asks "why was she called before me?": what the place is made of, and whether the wait is too long. */
export function EntryWhy({ entry }: { entry: BoardEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const factors = entry.ai_priority_factors;
  const overdue = entry.current_status === 'waiting' ? entry.overdue_reason : null;
  if (!factors) return null;
  return (
    <div className="px-3 pb-2 text-sm" data-testid="entry-why">
      {overdue && (
        <p className="mb-1.5 flex items-start gap-1.5 rounded-md bg-alert-soft px-2.5 py-1.5 font-semibold text-on-alert-soft">
          <ClockAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {t('why.overdue', {
            waited: format.minutes(overdue.waited_minutes),
            maximum: format.minutes(overdue.maximum_minutes),
          })}
        </p>
      )}
      <p className="text-ink-soft">{t(`why.anchor.${factors.anchor}`)}</p>
      <ul className="mt-1 flex flex-wrap gap-1">
        {reasonTexts(t, format, factors).map((text) => (
          <li key={text} className="rounded-pill bg-sunken px-2 text-ink">
            {text}
          </li>
        ))}
      </ul>
      {entry.special_requirements && (
        <p className="mt-1 wrap-anywhere text-ink">
          {t('why.needs', { needs: `\u2068${entry.special_requirements}\u2069` })}
        </p>
      )}
    </div>
  );
}
