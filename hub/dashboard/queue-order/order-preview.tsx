import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { prioritySettingsSchema, type PrioritySettings } from '#shared/domain/priority-settings.ts';
import { previewQueueSettings } from '#shared/protocol/api/queue.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useQueueGroups } from '#dashboard/board/board.queries.ts';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { QueueComparison } from './queue-comparison.tsx';

type Props = { draft: PrioritySettings; isChanged: boolean; isInvalid: boolean };

/** Today's queues now, and as the draft would order them, side by side. */
export function OrderPreview({ draft, isChanged, isInvalid }: Props) {
  const { t } = useTranslation();
  const { client } = useDashboard();
  const value = useDeferredValue(draft);
  const groups = useQueueGroups().data ?? [];
  const preview = useQuery({
    queryKey: ['order-preview', value],
    queryFn: async () => client.call(previewQueueSettings, { body: { value } }),
    placeholderData: keepPreviousData,
    // The deferred draft may lag behind: it is the one that is sent.
    enabled: prioritySettingsSchema.safeParse(value).success,
    meta: { poked: true },
    staleTime: 0,
  });
  return (
    <section
      aria-label={t('order.preview')}
      aria-busy={preview.isFetching}
      className="flex min-h-80 flex-col overflow-y-auto rounded-lg border border-line bg-surface"
      data-testid="order-preview"
    >
      <header className="sticky top-0 z-10 border-b border-line bg-surface px-5 py-3">
        <h2 className="text-lg font-semibold">{t('order.preview')}</h2>
        <p role="status" className="text-sm text-ink-soft">
          {t(isInvalid ? 'order.previewInvalid' : isChanged ? 'order.previewHint' : 'order.previewUnchanged')}
        </p>
      </header>
      <QueryStates
        query={preview}
        empty={
          <MessagePanel icon={<Users className="size-8" />} title={t('order.nobody')}>
            {t('order.nobodyMore')}
          </MessagePanel>
        }
      >
        {(queues) => (
          <div className="flex flex-col divide-y divide-line">
            {queues.map((queue) => (
              <QueueComparison key={`${queue.service_id} ${queue.doctor_id}`} queue={queue} groups={groups} />
            ))}
          </div>
        )}
      </QueryStates>
    </section>
  );
}
