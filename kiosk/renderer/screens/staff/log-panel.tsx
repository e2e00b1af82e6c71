import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { AppError } from '#shared/domain/errors.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { StaffError, StaffFacts } from './staff-facts.tsx';
import { useStaff, useStaffValue, type PanelProps } from './use-staff.ts';

/** What this kiosk has written down, and what of it the hub holds. Numbers and kinds: no one's answers. */
export function LogPanel(props: PanelProps) {
  const { t } = useTranslation();
  const { bridge, device, format } = useKiosk();
  const staff = useStaff(props);
  const { value: log, reload } = useStaffValue(staff, 'staff.log');
  const { sync } = device;
  const syncNow = async (): Promise<void> => {
    await bridge.invoke('device.syncNow', {}).catch(() => undefined);
    reload();
  };
  return (
    <div className="flex flex-col gap-6">
      <StaffError error={staff.error} />
      <StaffFacts
        facts={[
          [
            t('staff.log.outbox'),
            <span key="outbox" data-testid="staff-outbox">
              {format.number(sync.outboxDepth)}
            </span>,
          ],
          [t('staff.log.success'), sync.lastSuccessAt === undefined ? '–' : format.time(sync.lastSuccessAt)],
          [t('staff.log.oldest'), sync.oldestOutboxAt === null ? '–' : format.time(sync.oldestOutboxAt)],
          [
            t('staff.log.last'),
            sync.lastError === null ? (
              '–'
            ) : (
              <span key="error">
                {errorText(t, new AppError(sync.lastError))}{' '}
                <span dir="ltr" className="font-normal text-ink-soft">
                  {sync.lastError}
                </span>
              </span>
            ),
          ],
        ]}
      />
      <TouchButton kind="primary" onPress={() => void syncNow()} isDisabled={staff.isBusy} testId="staff-sync-now">
        {t('staff.log.syncNow')}
      </TouchButton>
      <ol className="flex flex-col gap-1">
        {log?.ops.map(({ seq, kind, recordedAt, state, code }) => (
          <li
            key={seq}
            data-testid="staff-op"
            className="grid grid-cols-[5rem_6rem_1fr_auto] gap-4 border-b border-line py-2 text-base"
          >
            <span className="text-end tabular-nums">{format.number(seq)}</span>
            <span className="tabular-nums">{format.time(recordedAt)}</span>
            <span dir="ltr">{kind}</span>
            <span>
              {t(`staff.op.${state}`)} {code !== null && <span dir="ltr">{code}</span>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
