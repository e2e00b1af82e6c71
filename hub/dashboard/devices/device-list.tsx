import { CircleCheck, CircleDashed, CircleSlash, Monitor, TabletSmartphone, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#dashboard/api/use-now.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { DeviceNews } from './device-news.tsx';
import { deviceStateOf, sortDevices, type DeviceRow } from './device-state.ts';
import { formatAgo } from './format-ago.ts';

const LOOKS = {
  online: { icon: CircleCheck, tone: 'good', text: 'devices.online' },
  away: { icon: TriangleAlert, tone: 'alert', text: 'devices.away' },
  never: { icon: CircleDashed, tone: 'warn', text: 'devices.neverSeen' },
  revoked: { icon: CircleSlash, tone: 'calm', text: 'devices.revoked' },
} as const;

export type DeviceListProps = { devices: readonly DeviceRow[]; onOpen?: ((device: DeviceRow) => void) | undefined };

/** Those that need somebody first. */
export function DeviceList({ devices, onOpen }: DeviceListProps) {
  const { t } = useTranslation();
  const now = useNow();
  const format = useFormat();
  return (
    <div className="min-h-0 grow overflow-auto p-4">
      <RecordTable
        label={t('devices.title')}
        rows={sortDevices(devices, now, format.locale)}
        keyOf={(device) => device.id}
        {...(onOpen && { onOpen })}
        isMuted={(device) => device.revoked}
        testId="device-row"
        columns={[
          { id: 'name', head: t('devices.name'), render: (device) => <bdi>{device.name}</bdi> },
          { id: 'kind', head: t('devices.kind'), render: (device) => <DeviceKind kind={device.kind} /> },
          {
            id: 'state',
            head: t('devices.state'),
            render: (device) => {
              const { icon, tone, text } = LOOKS[deviceStateOf(device, now)];
              return (
                <StatePill icon={icon} tone={tone}>
                  {t(text)}
                </StatePill>
              );
            },
          },
          {
            id: 'seen',
            head: t('devices.lastSeen'),
            numeric: true,
            render: ({ last_seen_at: at }) =>
              at === null ? (
                t('devices.never')
              ) : (
                <time dateTime={at} title={`${format.day(Date.parse(at))}, ${format.time(Date.parse(at))}`}>
                  {formatAgo(Date.parse(at), now, format.locale)}
                </time>
              ),
          },
          { id: 'news', head: t('devices.news'), render: (device) => <DeviceNews device={device} now={now} /> },
          {
            id: 'lane',
            head: t('devices.lane'),
            wide: true,
            render: (device) => <span className="font-numerals font-semibold">{device.lane ?? '–'}</span>,
          },
        ]}
      />
    </div>
  );
}

function DeviceKind({ kind }: Pick<DeviceRow, 'kind'>) {
  const { t } = useTranslation();
  const Icon = kind === 'kiosk' ? TabletSmartphone : Monitor;
  return (
    <span className="flex items-center gap-2">
      <Icon aria-hidden="true" className="size-5 shrink-0" />
      {t(`devices.${kind}`)}
    </span>
  );
}
