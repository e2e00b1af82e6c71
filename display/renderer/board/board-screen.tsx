import { useMemo } from 'react';
import type { DeviceState } from '#shared/protocol/bridge/device-contract.ts';
import { createFormat } from '#shared/ui/i18n/format.ts';
import { BoardHeader } from './board-header.tsx';
import { RecentCalls } from './recent-calls.tsx';
import { Ticker } from './ticker.tsx';
import { WaitingList } from './waiting-list.tsx';
import { useDisplayTopic, type DisplayBridge } from '#display/renderer/use-display-topic.ts';

export type BoardScreenProps = { bridge: DisplayBridge; state: DeviceState };

/** What the room looks at between calls. */
export function BoardScreen({ bridge, state }: BoardScreenProps) {
  const board = useDisplayTopic(bridge, 'display.board');
  const { location } = state;
  const language = location?.language ?? 'en';
  const format = useMemo(
    () => createFormat({ language, country: location?.country, timeZone: location?.timeZone }),
    [language, location?.country, location?.timeZone],
  );
  return (
    <main data-testid="board" className="flex h-dvh flex-col gap-[2.5rem] px-[4rem] py-[2.5rem]">
      <BoardHeader bridge={bridge} state={state} format={format} />
      <div className="flex min-h-0 flex-1 gap-[3rem] portrait:flex-col">
        <RecentCalls calls={board?.calls ?? []} language={language} />
        <WaitingList groups={board?.waiting ?? []} language={language} format={format} />
      </div>
      <Ticker messages={[]} />
    </main>
  );
}
