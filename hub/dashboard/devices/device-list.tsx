import { CircleCheck, CircleDashed, CircleSlash, Monitor, TabletSmartphone, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#dashboard/api/use-now.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { deviceStateOf, printerMarkOf, sortDevices, type DeviceRow, type DeviceState } from './device-state.ts';
import { formatAgo } from './format-ago.ts';

const LOOKS = {
  online: { Icon: CircleCheck, look: 'bg-good-soft text-on-good-soft', text: 'devices.online' },
  away: { Icon: TriangleAlert, look: 'bg-alert-soft text-on-alert-soft', text: 'devices.away' },
  never: { Icon: CircleDashed, look: 'bg-warn-soft text-on-warn-soft', text: 'devices.neverSeen' },
  revoked: { Icon: CircleSlash, look: 'bg-sunken text-ink-soft', text: 'devices.revoked' },
} as const satisfies Record<DeviceState, object>;

export function DeviceList({ devices }: { devices: readonly DeviceRow[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const { locale } = useFormat();
  const heads = [
    'devices.name',
    'devices.kind',
    'devices.state',
    'devices.lastSeen',
    'devices.printer',
    'devices.lane',
  ];
  return (
    <div className="min-h-0 grow overflow-auto p-4">
      <table className="w-full max-w-6xl border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface text-base">
        <thead>
          <tr className="text-sm text-ink-soft">
            {heads.map((head) => (
              <th key={head} scope="col" className="border-b border-line px-4 py-2.5 text-start font-semibold">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortDevices(devices, now, locale).map((device) => (
            <DeviceLine key={device.id} device={device} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DeviceLine({ device }: { device: DeviceRow }) {
  const { t } = useTranslation();
  const now = useNow();
  const format = useFormat();
  const state = deviceStateOf(device, now);
  const { Icon, look, text } = LOOKS[state];
  const KindIcon = device.kind === 'kiosk' ? TabletSmartphone : Monitor;
  const seen = device.last_seen_at === null ? null : Date.parse(device.last_seen_at);
  const cell = 'border-b border-line px-4 py-3 text-start in-[tr:last-child]:border-b-0';
  return (
    <tr data-testid="device-row" data-state={state} className={state === 'revoked' ? 'text-ink-soft' : ''}>
      <th scope="row" className={`${cell} font-semibold`}>
        <bdi>{device.name}</bdi>
      </th>
      <td className={cell}>
        <span className="flex items-center gap-2">
          <KindIcon aria-hidden="true" className="size-5 shrink-0" />
          {t(`devices.${device.kind}`)}
        </span>
      </td>
      <td className={cell}>
        <span className={`inline-flex items-center gap-1.5 rounded-pill px-2.5 py-0.5 text-sm font-semibold ${look}`}>
          <Icon aria-hidden="true" className="size-4" />
          {t(text)}
        </span>
      </td>
      <td className={`${cell} tabular-nums`}>
        {seen === null ? (
          t('devices.never')
        ) : (
          <time dateTime={device.last_seen_at ?? ''} title={`${format.day(seen)}, ${format.time(seen)}`}>
            {formatAgo(seen, now, format.locale)}
          </time>
        )}
      </td>
      <td className={cell}>
        <PrinterState device={device} isHeard={state === 'online'} />
      </td>
      <td className={`${cell} font-numerals font-semibold`}>{device.lane ?? '–'}</td>
    </tr>
  );
}

/** As the kiosk last said. What it said before it went silent is not shown as if it still held. */
function PrinterState({ device, isHeard }: { device: DeviceRow; isHeard: boolean }) {
  const { t } = useTranslation();
  const printer = device.printer ?? null;
  if (device.kind !== 'kiosk' || printer === null || !isHeard) return '–';
  const mark = printerMarkOf(printer);
  if (mark === null) return t(`devices.printer.${printer}`);
  return (
    <span
      data-testid="printer-warning"
      className={`inline-flex items-center gap-1.5 rounded-pill px-2.5 py-0.5 text-sm font-semibold ${mark === 'alert' ? 'bg-alert-soft text-on-alert-soft' : 'bg-warn-soft text-on-warn-soft'}`}
    >
      <TriangleAlert aria-hidden="true" className="size-4" />
      {t(`devices.printer.${printer}`)}
    </span>
  );
}
