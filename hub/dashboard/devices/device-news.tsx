import { CircleAlert, Printer, TriangleAlert, UploadCloud } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { deviceStateOf, isBacklogOld, printerMarkOf, type DeviceRow } from './device-state.ts';
import { formatAgo } from './format-ago.ts';

/** What a device says of itself: printer, what it has not handed over yet, and what keeps it from it. */
export function DeviceNews({ device, now }: { device: DeviceRow; now: Instant }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isHeard = deviceStateOf(device, now) === 'online';
  const depth = device.outbox_depth ?? 0;
  const oldest = device.oldest_outbox_at ? Date.parse(device.oldest_outbox_at) : null;
  const printer = device.kind === 'kiosk' ? (device.printer ?? null) : null;
  // A printer may have been filled since the kiosk fell silent; what waits in its log waits still.
  const mark = printer === null ? null : printerMarkOf(printer);
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {isHeard && printer !== null && mark !== null && (
        <StatePill icon={TriangleAlert} tone={mark} data-testid="printer-warning">
          {`${t('devices.printer')}: ${t(`devices.printer.${printer}`)}`}
        </StatePill>
      )}
      {isHeard && printer !== null && mark === null && (
        <StatePill icon={Printer} tone="calm">
          {t(`devices.printer.${printer}`)}
        </StatePill>
      )}
      {depth > 0 && (
        <StatePill icon={UploadCloud} tone={isBacklogOld(oldest, now) ? 'alert' : 'warn'} data-testid="outbox">
          {oldest === null
            ? t('devices.outbox', { number: format.number(depth) })
            : t('devices.outboxSince', {
                number: format.number(depth),
                since: formatAgo(oldest, now, format.locale),
              })}
        </StatePill>
      )}
      {device.last_error && (
        <span className="flex items-start gap-1 text-sm text-alert" data-testid="device-error">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {errorText(t, new AppError(device.last_error, {}))}
        </span>
      )}
    </span>
  );
}
