import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { RefusalStrip } from '#dashboard/refusals/refusal-strip.tsx';
import { BoardDialogs } from './board-dialogs.tsx';
import { BoardHeader } from './board-header.tsx';
import { BoardProvider, useBoard } from './board-context.ts';
import { EmptyBoard } from './empty-board.tsx';
import { findEntries } from './find-entries.ts';
import { QueueStrip } from './queue-strip.tsx';
import { QueueColumn } from './queue-column.tsx';
import { useBoardState } from './use-board.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** How many queues a desk's screen shows at once. */
const SIDE_BY_SIDE = 4;

/** The home page: every queue of the clinic side by side. */
export function BoardPage() {
  const { t } = useTranslation();
  const { board, groups } = useBoardState();
  useShortcuts(board);
  const failedEmpty = groups.isError && groups.data === undefined;
  return (
    <BoardProvider value={board}>
      <BoardHeader />
      <RefusalStrip />
      {groups.isPending && <LoadingColumns />}
      {failedEmpty && (
        <MessagePanel
          role="alert"
          icon={<CloudOff className="size-8" />}
          title={t('board.failedTitle')}
          action={<Button onPress={() => void groups.refetch()}>{t('common.retry')}</Button>}
        >
          {errorText(t, groups.error)}
        </MessagePanel>
      )}
      {groups.data?.length === 0 && <EmptyBoard />}
      {groups.data && groups.data.length > 0 && <Columns />}
      <BoardDialogs />
    </BoardProvider>
  );
}

function Columns() {
  const { ui, queues } = useBoard();
  const find = useStore(ui, (state) => state.find);
  const currentKey = useStore(ui, (state) => state.queueKey) ?? queues[0]?.key;
  const shown = find.trim() === '' ? queues : findEntries(queues, find);
  return (
    <>
      {queues.length > SIDE_BY_SIDE && <QueueStrip currentKey={currentKey} />}
      <div className="flex min-h-0 grow snap-x scroll-px-3 gap-3 overflow-x-auto p-3" data-testid="board">
        {shown.map((queue, at) => (
          <QueueColumn
            key={queue.key}
            queue={queue}
            number={at + 1}
            isCurrent={queue.key === currentKey}
            isFiltered={find.trim() !== ''}
          />
        ))}
      </div>
    </>
  );
}

/** Where the columns will be, so that nothing jumps when they come. */
function LoadingColumns() {
  const { t } = useTranslation();
  return (
    <output className="flex min-h-0 grow gap-3 p-3">
      <span className="sr-only">{t('board.loading')}</span>
      {[1, 2, 3, 4].map((column) => (
        <div key={column} className="min-w-74 flex-1 animate-breathe rounded-lg border border-line bg-surface" />
      ))}
    </output>
  );
}
