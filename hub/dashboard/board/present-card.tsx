import { BellRing, LoaderCircle, UserCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { localize, type Language } from '#shared/domain/language.ts';
import type { QueueEventType } from '#shared/domain/queue.ts';
import { useNow } from '#dashboard/api/use-now.ts';
import { PaymentHow } from '#dashboard/payments/payment-how.tsx';
import { PaymentPill } from '#dashboard/payments/payment-pill.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { useNarrowMinutes } from '#dashboard/preferences/use-narrow-minutes.ts';
import { ActionButton } from './action-button.tsx';
import { useBoard } from './board-context.ts';
import { isOffered } from './board-target.ts';
import { minutesBetween, type BoardEntry, type BoardQueue } from './board-view.ts';
import { EntryPayment } from './entry-payment.tsx';
import { ReprintButton } from './reprint-button.tsx';
import { EntryName } from './entry-name.tsx';

const SHOWN: Record<'called' | 'in_consultation', readonly QueueEventType[]> = {
  called: ['start', 'recall', 'no_show'],
  in_consultation: ['complete', 'transfer'],
};
const MORE: Record<'called' | 'in_consultation', readonly QueueEventType[]> = {
  called: ['return', 'hold', 'transfer', 'cancel'],
  in_consultation: ['return'],
};

/** Somebody who is called or with staff: large, with what one does next a single tap away. */
export function PresentCard({ queue, entry }: { queue: BoardQueue; entry: BoardEntry }) {
  const { t } = useTranslation();
  const { ui } = useBoard();
  const isPicked = useStore(ui, (state) => state.pickedId === entry.id);
  const status = entry.current_status === 'called' ? 'called' : 'in_consultation';
  const isCalled = status === 'called';
  const pick = () => ui.setState({ pickedId: isPicked ? null : entry.id, queueKey: queue.key });
  const offered = (events: readonly QueueEventType[]) => events.filter((event) => isOffered(entry, event));
  return (
    <li
      data-testid={isCalled ? 'called-entry' : 'consulting-entry'}
      data-token={entry.token_label}
      data-picked={isPicked || undefined}
      aria-busy={entry.pending !== null}
      className={`rounded-md border-s-4 px-3 py-2.5 ${isCalled ? 'border-glow bg-warn-soft/55' : 'border-accent bg-accent-soft/60'} ${entry.pending ? 'opacity-70' : ''} data-picked:ring-2 data-picked:ring-accent`}
    >
      <button
        type="button"
        aria-expanded={isPicked}
        data-entry={entry.id}
        onClick={pick}
        className="-m-1 block w-[calc(100%+0.5rem)] rounded-sm p-1 text-start"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span
            className="font-numerals text-2xl leading-tight font-bold whitespace-nowrap tabular-nums"
            data-testid="token"
          >
            <bdi dir="ltr">{entry.token_label}</bdi>
          </span>
          <StatusLine entry={entry} isCalled={isCalled} />
        </span>
        <span className="flex items-baseline justify-between gap-3">
          <EntryName name={entry.patient_name} isWhole={isPicked} />
          <StationName entry={entry} />
        </span>
        {entry.payment && (
          <span className="mt-1 flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            <PaymentPill payment={entry.payment} />
            {isPicked && entry.payment.taken && <PaymentHow taken={entry.payment.taken} />}
          </span>
        )}
      </button>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {offered(SHOWN[status]).map((event, at) => (
          <ActionButton key={event} queue={queue} entry={entry} event={event} primary={at === 0} />
        ))}
        {isPicked &&
          offered(MORE[status]).map((event) => <ActionButton key={event} queue={queue} entry={entry} event={event} />)}
        {(isPicked || entry.payment?.status === 'due') && <EntryPayment entry={entry} />}
        {isPicked && isCalled && <ReprintButton entry={entry} />}
        {entry.pending && <span className="flex min-h-9 items-center text-sm">{t('entry.saving')}</span>}
      </div>
    </li>
  );
}

function StatusLine({ entry, isCalled }: { entry: BoardEntry; isCalled: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrowMinutes = useNarrowMinutes();
  const now = useNow();
  const since = isCalled ? entry.called_time : entry.consultation_start_time;
  const minutes = since === null ? 0 : minutesBetween(since, now);
  const Icon = entry.pending ? LoaderCircle : isCalled ? BellRing : UserCheck;
  const when = minutes === 0 ? t('entry.calledNow') : narrowMinutes(minutes);
  return (
    <span className="flex min-w-0 items-center gap-x-1.5 self-center text-sm text-ink-soft">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-ink" />
      <span className="font-semibold whitespace-nowrap text-ink">
        {t(isCalled ? 'entry.called' : 'entry.inConsultation')}
      </span>
      <span className="truncate tabular-nums">{when}</span>
      {isCalled && entry.call_count > 1 && (
        <span className="rounded-pill bg-glow px-1.5 text-xs font-bold text-on-glow tabular-nums">
          {t('entry.calledTimes', { number: format.number(entry.call_count) })}
        </span>
      )}
    </span>
  );
}

/** In the reader's language where the station is known; otherwise as the hub named it. */
function StationName({ entry }: { entry: BoardEntry }) {
  const { i18n } = useTranslation();
  const { stations } = useBoard();
  const station = stations.find(({ id }) => id === entry.station_id);
  const name = station ? localize(station.name, i18n.language as Language) : entry.station_name;
  return (
    name && (
      <bdi className="max-w-[45%] shrink-0 truncate text-sm text-ink-soft" title={name}>
        {name}
      </bdi>
    )
  );
}
