import { Coffee, Megaphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { KeyCap } from '#dashboard/controls/key-cap.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useNarrowMinutes } from '#dashboard/preferences/use-narrow-minutes.ts';
import { useBoard } from './board-context.ts';
import { entriesInOrder } from './board-target.ts';
import { overdueIn } from './board-summary.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';
import { FactLine } from './fact-line.tsx';
import { PresentCard } from './present-card.tsx';
import { fullQueueName, queueName } from './queue-name.ts';
import { SHORTCUT_KEYS } from './shortcuts.ts';
import { StationPicker } from './station-picker.tsx';
import { WaitingRow } from './waiting-row.tsx';

export type QueueColumnProps = { queue: BoardQueue; number: number; isCurrent: boolean; isFiltered: boolean };

/** One queue, from who is here now down to who did not come. */
export function QueueColumn({ queue, number, isCurrent, isFiltered }: QueueColumnProps) {
  const { t } = useTranslation();
  const present = [...queue.called, ...queue.inConsultation];
  const isEmpty = queue.waiting.length === 0 && !isFiltered;
  const hasNoMatch = isFiltered && entriesInOrder(queue).length === 0;
  return (
    <section
      aria-label={fullQueueName(t, queue)}
      data-testid="queue-group"
      data-queue={queue.key}
      data-current={isCurrent || undefined}
      className="@container flex min-h-0 min-w-74 flex-1 snap-start flex-col rounded-lg border border-line bg-surface data-current:border-accent data-current:ring-1 data-current:ring-accent"
    >
      <ColumnHead queue={queue} number={number} isCurrent={isCurrent} />
      <div className="min-h-0 grow scroll-pb-20 overflow-y-auto pb-16" tabIndex={-1}>
        {present.length > 0 && (
          <ul aria-label={t('queue.presentList')} className="flex flex-col gap-2 p-2">
            {present.map((entry) => (
              <PresentCard key={entry.id} queue={queue} entry={entry} />
            ))}
          </ul>
        )}
        <EntryList queue={queue} name={t('queue.waitingList')} entries={queue.waiting} />
        {hasNoMatch && <p className="px-4 py-8 text-center text-ink-soft">{t('queue.noMatch')}</p>}
        {isEmpty && (
          <div className="flex flex-col items-center gap-1 px-4 py-8 text-center text-ink-soft">
            <Coffee aria-hidden="true" className="mb-1 size-7" />
            <p className="font-semibold text-ink">{t('queue.nobodyWaiting')}</p>
            <p className="text-sm">{t(queue.held.length > 0 ? 'queue.onlyHeld' : 'queue.nobodyWaitingMore')}</p>
          </div>
        )}
        <EntryList queue={queue} name={t('queue.heldList')} entries={queue.held} headed />
        <EntryList queue={queue} name={t('queue.noShowList')} entries={queue.noShow} headed />
      </div>
    </section>
  );
}

function ColumnHead({ queue, number, isCurrent }: Omit<QueueColumnProps, 'isFiltered'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrowMinutes = useNarrowMinutes();
  const { next } = useBoard();
  const { pending } = useDashboard();
  const isCalling = useStore(pending, (state) => state.calling.has(queue.key));
  const { title, subtitle } = queueName(t, queue);
  const facts = [
    { text: t('queue.waitingCount', { number: format.number(queue.waiting.length) }), whole: true },
    ...(queue.longestWaitMinutes > 0
      ? [{ text: t('queue.longest', { wait: narrowMinutes(queue.longestWaitMinutes) }), whole: true }]
      : []),
    ...(overdueIn(queue) > 0
      ? [
          {
            text: t('queue.overdueCount', { number: format.number(overdueIn(queue)) }),
            whole: true,
            tone: 'alert' as const,
          },
        ]
      : []),
    { text: subtitle },
  ];
  return (
    <header className="flex flex-col gap-2.5 border-b border-line p-3">
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <h2 className="text-lg leading-snug font-semibold" title={title}>
            <bdi className="block truncate text-page-start">{title}</bdi>
          </h2>
          <FactLine facts={facts} />
        </div>
        {number <= 9 && <KeyCap className="mt-1">{String(number)}</KeyCap>}
      </div>
      <div className="flex gap-2">
        <StationPicker queue={queue} />
        <Button
          tone="primary"
          size="large"
          className="@max-xs:px-3.5"
          aria-busy={isCalling}
          data-testid="next"
          aria-label={t('queue.nextFor', { queue: fullQueueName(t, queue) })}
          onPress={() => next(queue)}
        >
          <Megaphone aria-hidden="true" className="size-5 rtl:-scale-x-100 @max-xs:hidden" />
          {t(isCalling ? 'queue.calling' : 'queue.next')}
          {isCurrent && !isCalling && <KeyCap className="@max-xs:hidden">{SHORTCUT_KEYS.next}</KeyCap>}
        </Button>
      </div>
    </header>
  );
}

type EntryListProps = { queue: BoardQueue; name: string; entries: readonly BoardEntry[]; headed?: boolean };

function EntryList({ queue, name, entries, headed = false }: EntryListProps) {
  if (entries.length === 0) return null;
  return (
    <>
      {headed && (
        <h3 className="border-y border-line bg-sunken px-3 py-1 text-xs font-semibold text-ink-soft">{name}</h3>
      )}
      <ul aria-label={name}>
        {entries.map((entry) => (
          <WaitingRow key={entry.id} queue={queue} entry={entry} />
        ))}
      </ul>
    </>
  );
}
