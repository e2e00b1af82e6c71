import { useTranslation } from 'react-i18next';
import { localize } from '#shared/domain/language.ts';
import type { DeviceState } from '#shared/protocol/bridge/device-contract.ts';
import { Mark } from '#shared/ui/brand/mark.tsx';
import type { Format } from '#shared/ui/i18n/format.ts';
import { OfflineMark } from './offline-mark.tsx';
import { useMinute } from './use-minute.ts';
import type { DisplayBridge } from '#display/renderer/use-display-topic.ts';

export type BoardHeaderProps = { bridge: DisplayBridge; state: DeviceState; format: Format };

export function BoardHeader({ bridge, state, format }: BoardHeaderProps) {
  const { t } = useTranslation();
  const now = useMinute();
  const { location } = state;
  return (
    <header className="flex items-center gap-[2.5rem]">
      <Mark className="h-[4.5rem] w-[4.5rem] shrink-0 text-accent" />
      <h1 data-testid="clinic-name" className="line-clamp-2 min-w-0 flex-1 text-[3rem] leading-[1.2] font-[650]">
        {location && localize(location.name, location.language)}
      </h1>
      <OfflineMark bridge={bridge} sync={state.sync} format={format} />
      <p className="shrink-0 text-[2.1rem] text-ink-soft portrait:hidden">{format.day(now)}</p>
      <time
        data-testid="clock"
        aria-label={`${t('board.clock')} ${format.time(now)}`}
        dateTime={new Date(now).toISOString()}
        className="shrink-0 font-numerals text-[5rem] leading-none font-[650] tabular-nums"
      >
        {format.time(now)}
      </time>
    </header>
  );
}
