import { CloudOff, MonitorSmartphone, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { LiveBadge } from '#dashboard/live/live-badge.tsx';
import { DeviceDialog } from './device-dialog.tsx';
import { DeviceList } from './device-list.tsx';
import type { DeviceRow } from './device-state.ts';
import { useDevices } from './devices.queries.ts';
import { PairDialog } from './pair-dialog.tsx';

export function DevicesPage() {
  const { t } = useTranslation();
  const devices = useDevices();
  const { session } = useDashboard();
  const [isPairing, setPairing] = useState(false);
  const [open, setOpen] = useState<DeviceRow | null>(null);
  const mayManage = useStore(
    session.store,
    (state) => state.status === 'signed_in' && ['admin', 'manager'].includes(state.user.role),
  );
  const pair = mayManage && (
    <Button tone="primary" onPress={() => setPairing(true)} data-testid="pair-device">
      <Plus aria-hidden="true" className="size-5" />
      {t('devices.pair')}
    </Button>
  );
  const isEmpty = devices.data?.length === 0;
  return (
    <>
      <header className="flex min-h-16 shrink-0 items-center gap-4 border-b border-line bg-surface px-4 py-2">
        <div className="min-w-0 grow">
          <h1 className="text-xl leading-tight font-semibold">{t('devices.title')}</h1>
          <p className="truncate text-sm text-ink-soft">{t('devices.subtitle')}</p>
        </div>
        <LiveBadge />
        {!isEmpty && pair}
      </header>
      {devices.isError && !devices.data && (
        <MessagePanel
          role="alert"
          icon={<CloudOff className="size-8" />}
          title={t('devices.failedTitle')}
          action={<Button onPress={() => void devices.refetch()}>{t('common.retry')}</Button>}
        >
          {errorText(t, devices.error)}
        </MessagePanel>
      )}
      {isEmpty && (
        <MessagePanel icon={<MonitorSmartphone className="size-8" />} title={t('devices.emptyTitle')} action={pair}>
          {t('devices.empty')}
        </MessagePanel>
      )}
      {devices.data && !isEmpty && <DeviceList devices={devices.data} onOpen={mayManage ? setOpen : undefined} />}
      {open && <DeviceDialog device={open} onClose={() => setOpen(null)} />}
      {isPairing && <PairDialog known={devices.data ?? []} onClose={() => setPairing(false)} />}
    </>
  );
}
