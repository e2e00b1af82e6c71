import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { PairingForm } from '#kiosk/renderer/screens/pairing-form.tsx';
import { ConfirmDay } from './confirm-day.tsx';
import { DeviceActions } from './device-actions.tsx';
import { StaffError, StaffFacts } from './staff-facts.tsx';
import { useStaff, useStaffValue, type PanelProps } from './use-staff.ts';

const GIGABYTE = 1024 ** 3;

/** Which kiosk this is, how it stands with its hub, and what helps when it does not. */
export function DevicePanel(props: PanelProps) {
  const { t } = useTranslation();
  const { device, format } = useKiosk();
  const staff = useStaff(props);
  const { value: overview, reload } = useStaffValue(staff, 'staff.overview');
  const { sync } = device;
  const isBlocked = sync.lastError === 'device.revoked' || sync.lastError === 'device.forked';
  if (!device.paired || isBlocked) return <PairingForm />;

  return (
    <div className="flex flex-col gap-6">
      <StaffError error={staff.error} />
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
      {overview?.doubtfulDay && <ConfirmDay day={overview.doubtfulDay} staff={staff} onDone={reload} />}
      <DeviceActions staff={staff} can={overview?.can} onRefresh={reload} />
    </div>
  );
}
