import { useTranslation } from 'react-i18next';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { OfflineIcon } from './kiosk-icons.tsx';

/** A small mark for staff. For the patient nothing changes. */
export function OfflineMark() {
  const { t } = useTranslation();
  const { device } = useKiosk();
  if (!device.paired || device.sync.online) return null;
  return (
    <span
      data-testid="offline"
      className="flex items-center gap-2 rounded-pill bg-warn-soft px-4 py-2 text-sm text-on-warn-soft"
    >
      <OfflineIcon className="size-6" />
      {t('common.offline')}
    </span>
  );
}
