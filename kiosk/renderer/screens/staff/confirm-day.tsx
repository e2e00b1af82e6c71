import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import type { StaffCaller } from './use-staff.ts';

export type ConfirmDayProps = { day: string; staff: StaffCaller; onDone: () => void };

/** For a machine that was off for days and hears no hub: somebody looks at the calendar, and numbers are given again. */
export function ConfirmDay({ day, staff, onDone }: ConfirmDayProps) {
  const { t } = useTranslation();
  const { format } = useKiosk();
  const date = format.date(day);
  const confirm = async (): Promise<void> => {
    await staff.call('staff.confirmDay', { businessDate: day });
    onDone();
  };
  return (
    <div className="flex flex-col items-start gap-4 rounded-lg bg-alert-soft px-5 py-4 text-lg text-on-alert-soft">
      <p>{t('staff.day.doubt', { date })}</p>
      <TouchButton kind="primary" onPress={() => void confirm()} isDisabled={staff.isBusy} testId="staff-confirm-day">
        {t('staff.day.confirm', { date })}
      </TouchButton>
    </div>
  );
}
