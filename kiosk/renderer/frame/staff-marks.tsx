import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { useTopic } from '#shared/ui/use-topic.ts';
import { DiskIcon, OfflineIcon } from './kiosk-icons.tsx';

/** Small marks for staff, on every screen: no line to the hub, a disk that fills. For the patient nothing changes. */
export function StaffMarks() {
  const { t } = useTranslation();
  const { bridge, device } = useKiosk();
  const health = useTopic(bridge, 'kiosk.health');
  return (
    <>
      {device.paired && !device.sync.online && (
        <StaffMark testId="offline" icon={<OfflineIcon className="size-6" />} text={t('common.offline')} />
      )}
      {health?.disk === 'low' && (
        <StaffMark testId="disk-low" icon={<DiskIcon className="size-6" />} text={t('staffMark.disk')} />
      )}
      {health?.badSettings === true && (
        <StaffMark testId="bad-settings" icon={<DiskIcon className="size-6" />} text={t('staffMark.settings')} />
      )}
    </>
  );
}

function StaffMark({ testId, icon, text }: { testId: string; icon: ReactNode; text: string }) {
  return (
    <span
      data-testid={testId}
      className="flex items-center gap-2 rounded-pill bg-warn-soft px-4 py-2 text-sm text-on-warn-soft"
    >
      {icon}
      {text}
    </span>
  );
}
