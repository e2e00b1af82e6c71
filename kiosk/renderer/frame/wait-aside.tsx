import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';

export type WaitAsideProps = { waiting: number; waitMinutes: readonly [number, number] | null };

/** How busy a choice is: the range of the wait, and how many sit there already. */
export function WaitAside({ waiting, waitMinutes }: WaitAsideProps) {
  const { t } = useTranslation();
  const { format } = useKiosk();
  return (
    <span className="flex shrink-0 flex-col items-end gap-1 text-end">
      {waitMinutes !== null && (
        <span className="text-xl font-[650] text-ink tabular-nums">{format.minuteRange(waitMinutes)}</span>
      )}
      <span className="text-base text-ink-soft">
        {waiting === 0 ? t('wait.none') : t('wait.people', { count: waiting })}
      </span>
    </span>
  );
}
