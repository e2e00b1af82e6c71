import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useBoard } from './board-context.ts';
import type { BoardQueue } from './board-view.ts';
import { fullQueueName, queueName } from './queue-name.ts';
import { showOnBoard } from './show-on-board.ts';

/** More queues than fit side by side: all of them at a glance, each a tap away. */
export function QueueStrip({ currentKey }: { currentKey: string | undefined }) {
  const { t } = useTranslation();
  const { queues } = useBoard();
  return (
    <ul aria-label={t('board.allQueues')} className="flex shrink-0 gap-1.5 overflow-x-auto px-3 pt-3 print:hidden">
      {queues.map((queue) => (
        <li key={queue.key} className="flex min-w-28 flex-1">
          <StripButton queue={queue} isCurrent={queue.key === currentKey} />
        </li>
      ))}
    </ul>
  );
}

function StripButton({ queue, isCurrent }: { queue: BoardQueue; isCurrent: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ui } = useBoard();
  return (
    <button
      type="button"
      aria-pressed={isCurrent}
      title={fullQueueName(t, queue)}
      data-testid="queue-tab"
      onClick={() => {
        ui.setState({ queueKey: queue.key, pickedId: null });
        showOnBoard(`[data-queue="${queue.key}"]`);
      }}
      className="flex min-h-9 w-full min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-start text-sm -outline-offset-1 hover:bg-accent-soft aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-on-accent-soft"
    >
      <bdi className="min-w-0 grow truncate text-page-start font-semibold">{queueName(t, queue).title}</bdi>
      {queue.called.length > 0 && (
        <span className="flex items-center rounded-pill bg-glow p-1 text-on-glow" title={t('entry.called')}>
          <Bell aria-hidden="true" className="size-3" />
          <span className="sr-only">{t('entry.called')}</span>
        </span>
      )}
      <span className="font-bold tabular-nums">
        <span aria-hidden="true">{format.number(queue.waiting.length)}</span>
        <span className="sr-only">{t('queue.waitingCount', { number: format.number(queue.waiting.length) })}</span>
      </span>
    </button>
  );
}
