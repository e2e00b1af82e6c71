import { useTranslation } from 'react-i18next';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import type { BoardEntry } from './board-view.ts';

/** How long until the call, as the patient was told it: a range; or, where nobody has been told, the hub's estimate. */
export function ExpectedWait({ entry }: { entry: BoardEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (entry.current_status !== 'waiting' || entry.held) return null;
  const told = entry.wait_range;
  const minutes = entry.estimated_wait_time_minutes;
  if (!told && (minutes === null || minutes === 0)) return null;
  const short = told ? format.minuteRange([told.lower, told.upper]) : `≈${format.minutes(minutes ?? 0)}`;
  const words = told
    ? t(told.extended ? 'entry.toldExtended' : 'entry.told', {
        range: short,
        time: format.time(Date.parse(told.said_at)),
      })
    : t('entry.expected', { minutes: format.minutes(minutes ?? 0) });
  return (
    <span className="text-ink-soft" title={words} data-testid="wait-range">
      <span aria-hidden="true">
        {told?.extended && '↗ '}
        {short}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
