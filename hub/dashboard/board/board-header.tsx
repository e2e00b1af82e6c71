import { Bell, Clock, ClockAlert, Keyboard, Search, UserCheck, Users, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '#dashboard/controls/button.tsx';
import { LiveBadge } from '#dashboard/live/live-badge.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useBoard } from './board-context.ts';
import { boardSummary } from './board-summary.ts';
import { findScanned } from './find-scanned.ts';

export const FIND_ID = 'board-find';

export function BoardHeader() {
  const { t } = useTranslation();
  const format = useFormat();
  const { ui, queues } = useBoard();
  const sum = boardSummary(queues);
  return (
    <header className="flex min-h-16 shrink-0 items-center gap-x-5 gap-y-2 border-b border-line bg-surface px-4 py-2">
      <h1 className="sr-only text-xl font-semibold xl:not-sr-only">{t('board.title')}</h1>
      <dl aria-label={t('board.summary')} className="flex min-w-0 grow gap-5">
        <Figure icon={Users} value={format.number(sum.waiting)} name={t('board.sumWaiting')} testId="sum-waiting" />
        <Figure icon={Bell} value={format.number(sum.called)} name={t('board.sumCalled')} />
        <Figure icon={UserCheck} value={format.number(sum.consulting)} name={t('board.sumConsulting')} />
        <Figure icon={Clock} value={format.minutes(sum.longestWaitMinutes)} name={t('board.sumLongest')} />
        {sum.overdue > 0 && (
          <Figure
            icon={ClockAlert}
            value={format.number(sum.overdue)}
            name={t('board.sumOverdue')}
            testId="sum-overdue"
            isAlert
          />
        )}
      </dl>
      <FindBox />
      <LiveBadge />
      <Button
        tone="quiet"
        size="small"
        aria-label={t('help.title')}
        data-testid="help"
        onPress={() => ui.setState({ dialog: { kind: 'help' } })}
      >
        <Keyboard aria-hidden="true" className="size-5" />
      </Button>
    </header>
  );
}

function Figure(props: { icon: LucideIcon; value: string; name: string; testId?: string; isAlert?: boolean }) {
  return (
    <div
      className={`flex flex-col-reverse leading-tight ${props.isAlert ? 'rounded-md bg-alert-soft px-2 text-on-alert-soft' : ''}`}
    >
      <dt className={`text-xs whitespace-nowrap ${props.isAlert ? '' : 'text-ink-soft'}`}>{props.name}</dt>
      <dd className="flex items-center gap-1.5 text-lg leading-tight font-bold whitespace-nowrap tabular-nums">
        <props.icon aria-hidden="true" className={`hidden size-4 xl:block ${props.isAlert ? '' : 'text-ink-soft'}`} />
        <span data-testid={props.testId}>{props.value}</span>
      </dd>
    </div>
  );
}

function FindBox() {
  const { t } = useTranslation();
  const { ui, queues } = useBoard();
  /** A scanner types what is on the paper, and Enter. */
  const scanned = (text: string): void => {
    const found = findScanned(queues, text);
    if (found) ui.setState(found);
  };
  const find = useStore(ui, (state) => state.find);
  return (
    <search className="flex w-56 shrink items-center rounded-md border border-line-strong bg-canvas focus-within:border-accent focus-within:ring-2 focus-within:ring-accent xl:w-72">
      <Search aria-hidden="true" className="ms-3 size-4 shrink-0 text-ink-soft" />
      <input
        id={FIND_ID}
        type="text"
        value={find}
        data-testid="find"
        aria-label={t('board.find')}
        placeholder={t('board.find')}
        onChange={(event) => ui.setState({ find: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') return scanned(find);
          if (event.key !== 'Escape') return;
          ui.setState({ find: '' });
          event.currentTarget.blur();
        }}
        className="min-h-9 w-full min-w-0 bg-transparent px-2 text-base text-ink outline-none placeholder:text-ink-soft"
      />
      {find !== '' && (
        <Button tone="quiet" size="small" aria-label={t('board.clearFind')} onPress={() => ui.setState({ find: '' })}>
          <X aria-hidden="true" className="size-4" />
        </Button>
      )}
    </search>
  );
}
