import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { PairingForm } from '#kiosk/renderer/screens/pairing-form.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { saveTextFile } from './save-text-file.ts';
import { StaffError, StaffFacts } from './staff-facts.tsx';
import { useStaff, useStaffValue, type PanelProps } from './use-staff.ts';

const GIGABYTE = 1024 ** 3;

/** Which kiosk this is, how it stands with its hub, and what helps when it does not. */
export function DevicePanel(props: PanelProps) {
  const { t } = useTranslation();
  const { device, format } = useKiosk();
  const staff = useStaff(props);
  const { value: overview, reload } = useStaffValue(staff, 'staff.overview');
  const [isRestarting, setRestarting] = useState(false);
  const { sync } = device;
  const isBlocked = sync.lastError === 'device.revoked' || sync.lastError === 'device.forked';
  if (!device.paired || isBlocked) return <PairingForm />;

  const exportDiagnostics = async (): Promise<void> => {
    const file = await staff.call('staff.diagnostics', {});
    if (file) saveTextFile(file.fileName, file.text);
  };
  const restart = async (): Promise<void> => {
    if (await staff.call('staff.restart', {})) setRestarting(true);
  };

  return (
    <div className="flex flex-col gap-6">
      <StaffError error={staff.error} />
      {isRestarting && <output className="text-lg">{t('unreachable.title')}</output>}
      {overview && (
        <StaffFacts
          facts={[
            [t('staff.device.name'), overview.deviceName ?? '–'],
            [t('staff.device.lane'), overview.lane ?? '–'],
            [
              t('staff.device.hub'),
              <span key="hub" dir="ltr">
                {overview.hubUrl ?? '–'}
              </span>,
            ],
            [t('staff.device.line'), t(sync.online ? 'common.online' : 'common.offline')],
            [t('staff.device.lastContact'), sync.lastContactAt === null ? '–' : format.time(sync.lastContactAt)],
            [t('staff.device.day'), overview.businessDate === null ? '–' : format.date(overview.businessDate)],
            [t('staff.device.clock'), format.time(overview.clock)],
            [
              t('staff.device.disk'),
              t('staff.device.diskFree', {
                free: format.number(Math.round((overview.disk.freeBytes / GIGABYTE) * 10) / 10),
                total: format.number(Math.round((overview.disk.totalBytes / GIGABYTE) * 10) / 10),
              }),
            ],
            [
              t('staff.device.version'),
              <span key="version" dir="ltr">
                {overview.appVersion}
              </span>,
            ],
          ]}
        />
      )}
      <div className="flex flex-wrap gap-4">
        <TouchButton onPress={reload} isDisabled={staff.isBusy}>
          {t('staff.refresh')}
        </TouchButton>
        <TouchButton onPress={() => void exportDiagnostics()} isDisabled={staff.isBusy} testId="staff-diagnostics">
          {t('staff.diagnostics')}
        </TouchButton>
        <TouchButton onPress={() => void restart()} isDisabled={staff.isBusy} testId="staff-restart">
          {t('staff.restart')}
        </TouchButton>
      </div>
    </div>
  );
}
