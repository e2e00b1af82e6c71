import { useTranslation } from 'react-i18next';
import { localize } from '#shared/domain/language.ts';
import type { DeviceState } from '#shared/protocol/bridge/device-contract.ts';
import { Mark } from '#shared/ui/brand/mark.tsx';
import type { Format } from '#shared/ui/i18n/format.ts';
import { FitText } from '#display/renderer/fit-text.tsx';
import { OfflineMark } from './offline-mark.tsx';
import { useMinute } from './use-minute.ts';
import type { DisplayBridge } from '#display/renderer/use-display-topic.ts';

export type BoardHeaderProps = { bridge: DisplayBridge; state: DeviceState; format: Format };

export function BoardHeader({ bridge, state, format }: BoardHeaderProps) {
  const { t } = useTranslation();
  const now = useMinute();
  const { location } = state;
  return (
    <header className="flex items-center gap-x-[2.5rem] gap-y-[1.5rem] landscape:h-[5.5rem] portrait:flex-wrap">
      <Mark className="h-[4.5rem] w-[4.5rem] shrink-0 text-accent" />
      <h1 data-testid="clinic-name" className="min-w-0 flex-1 font-[650]">
        <FitText max={3} min={1.8} maxLines={2} className="h-[5.5rem] items-center leading-[1.2] rtl:leading-[1.35]">
          {location ? localize(location.name, location.language) : ''}
        </FitText>
      </h1>
      <OfflineMark bridge={bridge} sync={state.sync} format={format} />
      {/* Gives its place to word of a lost connection. */}
      <p className="shrink-0 text-[2.1rem] text-ink-soft portrait:hidden [header:has(output)_&]:hidden">
        {format.day(now)}
      </p>
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
