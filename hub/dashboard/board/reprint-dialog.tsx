import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '#shared/domain/ports.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { useNow } from '#dashboard/api/use-now.ts';
import { deviceStateOf, printerMarkOf, type DeviceRow } from '#dashboard/devices/device-state.ts';

export type ReprintDialogProps = {
  token: string;
  kiosks: readonly DeviceRow[];
  onChoose: (deviceId: number) => void;
  onClose: () => void;
};

/** At which kiosk the copy is to come out, with what is known against each. */
export function ReprintDialog({ token, kiosks, onChoose, onClose }: ReprintDialogProps) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('reprint.title', { token: `\u2068${token}\u2069` })}
      testId="reprint-dialog"
    >
      <ul className="flex flex-col gap-2">
        {kiosks.map((kiosk, index) => (
          <li key={kiosk.id}>
            <Button
              className="w-full justify-start! gap-3 py-2 text-start"
              focusFirst={index === 0}
              onPress={() => onChoose(kiosk.id)}
              data-testid="reprint-kiosk"
            >
              <Printer aria-hidden="true" className="size-5 shrink-0" />
              <span className="min-w-0 grow truncate">
                <bdi>{kiosk.name}</bdi>
              </span>
              <KioskTrouble kiosk={kiosk} now={now} />
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const LOOKS = {
  alert: 'bg-alert-soft text-on-alert-soft',
  warn: 'bg-warn-soft text-on-warn-soft',
  none: 'text-ink-soft',
};

function KioskTrouble({ kiosk, now }: { kiosk: DeviceRow; now: Instant }) {
  const { t } = useTranslation();
  const state = deviceStateOf(kiosk, now);
  const isAway = state !== 'online';
  if (!isAway && !kiosk.printer) return null;
  const mark = isAway ? 'alert' : (printerMarkOf(kiosk.printer ?? '') ?? 'none');
  const away = state === 'never' ? 'devices.neverSeen' : 'devices.away';
  return (
    <span className={`rounded-pill px-2.5 py-0.5 text-sm ${LOOKS[mark]}`}>
      {t(isAway ? away : `devices.printer.${kiosk.printer}`)}
    </span>
  );
}
