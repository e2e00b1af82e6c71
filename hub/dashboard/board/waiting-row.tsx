import { ClockAlert, LoaderCircle, Pause, UserX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { QueueEventType } from '#shared/domain/queue.ts';
import { PaymentHow } from '#dashboard/payments/payment-how.tsx';
import { PaymentPill } from '#dashboard/payments/payment-pill.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useNarrowMinutes } from '#dashboard/preferences/use-narrow-minutes.ts';
import { ActionButton } from './action-button.tsx';
import { useBoard } from './board-context.ts';
import { isOffered } from './board-target.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';
import { EntryName } from './entry-name.tsx';
import { EntryPayment } from './entry-payment.tsx';
import { EntryWhy } from './entry-why.tsx';
import { ExpectedWait } from './expected-wait.tsx';
import { ReprintButton } from './reprint-button.tsx';
import { UrgencyButton } from './urgency-button.tsx';
import { WhyLine } from './why-line.tsx';

const EVENTS: readonly QueueEventType[] = ['call', 'return', 'hold', 'transfer', 'cancel'];
/** Somebody waiting, on hold or absent: one line to scan, opening to what can be done. */
export function WaitingRow({ queue, entry }: { queue: BoardQueue; entry: BoardEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrowMinutes = useNarrowMinutes();
  const { ui } = useBoard();
  const isPicked = useStore(ui, (state) => state.pickedId === entry.id);
  const isAbsent = entry.current_status === 'no_show';
  const isOverdue = entry.overdue === true && entry.current_status === 'waiting';
  const Icon = entry.pending ? LoaderCircle : isAbsent ? UserX : entry.held ? Pause : isOverdue ? ClockAlert : null;
  const offered = EVENTS.filter((event) => isOffered(entry, event));
  return (
    <li
      data-testid="waiting-entry"
      data-token={entry.token_label}
      data-picked={isPicked || undefined}
      aria-busy={entry.pending !== null}
      className={`border-b border-line last:border-b-0 data-picked:bg-accent-soft/60 ${entry.pending ? 'opacity-60' : ''}`}
    >
      <button
        type="button"
        aria-expanded={isPicked}
        data-entry={entry.id}
        onClick={() => ui.setState({ pickedId: isPicked ? null : entry.id, queueKey: queue.key })}
        className="flex min-h-13 w-full flex-wrap items-center gap-x-3 px-3 py-1.5 text-start -outline-offset-2 hover:bg-accent-soft/40"
      >
        <span
          className="min-w-[3.9rem] shrink-0 font-numerals text-lg font-bold whitespace-nowrap tabular-nums"
          data-testid="token"
        >
          <bdi dir="ltr">{entry.token_label}</bdi>
        </span>
        <span className="min-w-0 grow basis-0">
          <EntryName name={entry.patient_name} isWhole={isPicked} />
          <WhyLine entry={entry} isPicked={isPicked} />
        </span>
        <span className="flex shrink-0 flex-col items-end text-sm tabular-nums">
          <span
            title={t('entry.checkedIn', { time: format.time(Date.parse(entry.check_in_time)) })}
            data-testid={isOverdue ? 'overdue' : undefined}
            className={`flex items-center gap-1 font-semibold ${isOverdue ? 'rounded-pill bg-alert-soft px-2 text-on-alert-soft' : 'text-ink-soft'}`}
          >
            {Icon && <Icon aria-hidden="true" className="size-4" />}
            {isOverdue && <span className="sr-only">{t('entry.overdue')}</span>}
            {narrowMinutes(entry.waitedMinutes)}
          </span>
          <ExpectedWait entry={entry} />
        </span>
        {entry.payment && (
          <span className="basis-full ps-[4.65rem]">
            <PaymentPill payment={entry.payment} />
          </span>
        )}
      </button>
      {isPicked && <EntryWhy entry={entry} />}
      {isPicked && entry.payment?.taken && (
        <p className="px-3 pb-2 text-sm text-ink">
          <PaymentHow taken={entry.payment.taken} />
        </p>
      )}
      {isPicked && (
        <div className="flex flex-wrap gap-1.5 px-3 pb-2.5">
          {offered.map((event, at) => (
            <ActionButton key={event} queue={queue} entry={entry} event={event} primary={at === 0} withKey />
          ))}
          {!isAbsent && <UrgencyButton entry={entry} />}
          <EntryPayment entry={entry} />
          <ReprintButton entry={entry} />
          {entry.pending && <span className="flex min-h-9 items-center text-sm">{t('entry.saving')}</span>}
        </div>
      )}
    </li>
  );
}
