import { ArrowDown, ArrowUp, ClockAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { QueueGroup, QueuePreview } from '#shared/protocol/api/queue.ts';
import { queueName } from '#dashboard/board/queue-name.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

type Props = { queue: QueuePreview; groups: readonly QueueGroup[] };
type Row = QueuePreview['rows'][number];

/** One queue twice: as it stands, and as it would. */
export function QueueComparison({ queue, groups }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const group = groups.find((one) => one.service_id === queue.service_id && one.doctor_id === queue.doctor_id);
  const names = new Map(group?.queue.map((row) => [row.id, row.patient_name]));
  const heading = group ? queueName(t, { doctorName: group.doctor_name, serviceName: group.service_name }) : null;
  const now = queue.rows.toSorted((a, b) => a.from - b.from);
  return (
    <article className="px-5 py-4" data-testid="queue-comparison">
      <h3 className="font-semibold">
        <bdi>{heading?.title}</bdi>
      </h3>
      <p className="mb-2 text-sm text-ink-soft" data-testid="comparison-sum">
        {queue.moved_earlier + queue.moved_later === 0
          ? t('order.nobodyMoves')
          : t('order.moves', {
              earlier: format.number(queue.moved_earlier),
              later: format.number(queue.moved_later),
            })}
      </p>
      <div className="grid grid-cols-2 gap-4">
        <Places title={t('order.now')} rows={now} placeOf={(row) => row.from} names={names} />
        <Places title={t('order.then')} rows={queue.rows} placeOf={(row) => row.to} names={names} isDraft />
      </div>
    </article>
  );
}

type PlacesProps = {
  title: string;
  rows: readonly Row[];
  placeOf: (row: Row) => number;
  names: ReadonlyMap<number, string>;
  isDraft?: boolean;
};

function Places({ title, rows, placeOf, names, isDraft = false }: PlacesProps) {
  const format = useFormat();
  return (
    <div className="min-w-0">
      <h4 className="mb-1 text-sm font-semibold text-ink-soft">{title}</h4>
      <ol className="flex flex-col gap-1" data-testid={isDraft ? 'places-then' : 'places-now'}>
        {rows.map((row) => (
          <li
            key={row.id}
            data-token={row.token_label}
            className={`flex min-h-9 items-center gap-2 rounded-md px-2 text-base ${isDraft && row.move > 0 ? 'bg-good-soft text-on-good-soft' : isDraft && row.move < 0 ? 'bg-warn-soft text-on-warn-soft' : 'bg-canvas'}`}
          >
            <span className="w-5 shrink-0 text-end text-sm tabular-nums">{format.number(placeOf(row))}</span>
            <bdi dir="ltr" className="shrink-0 font-numerals font-bold">
              {row.token_label}
            </bdi>
            <bdi className="min-w-0 grow truncate text-page-start text-sm">{names.get(row.id)}</bdi>
            {isDraft && <Change row={row} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Change({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = row.move > 0 ? ArrowUp : ArrowDown;
  const key = row.move > 0 ? 'order.gains' : 'order.loses';
  return (
    <span className="flex shrink-0 items-center gap-1 text-sm font-semibold">
      {row.overdue && (
        <span title={t('order.overdue')}>
          <ClockAlert aria-hidden="true" className="size-4 text-alert" />
          <span className="sr-only">{t('order.overdue')}</span>
        </span>
      )}
      {row.move !== 0 && (
        <span title={t(key, { number: format.number(Math.abs(row.move)) })}>
          <Icon aria-hidden="true" className="inline size-4" />
          <span aria-hidden="true">{format.number(Math.abs(row.move))}</span>
          <span className="sr-only">{t(key, { number: format.number(Math.abs(row.move)) })}</span>
        </span>
      )}
    </span>
  );
}
