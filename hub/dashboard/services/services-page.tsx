import { CircleCheck, CircleSlash, ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeService, listServices, type ServiceRow } from '#shared/protocol/api/directory.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { ArrangeButtons } from '#dashboard/listing/arrange-buttons.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { inOrder, useArrange } from '#dashboard/listing/use-arrange.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { ServiceDialog } from './service-dialog.tsx';

/** What patients come for: each has a queue of its own. */
export function ServicesPage() {
  const { t } = useTranslation();
  const services = useList('services', listServices, {});
  const [open, setOpen] = useState<ServiceRow | 'new' | null>(null);
  const add = (
    <Button tone="primary" onPress={() => setOpen('new')} data-testid="record-add">
      <Plus aria-hidden="true" className="size-5" />
      {t('services.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('settings.nav.services')} subtitle={t('services.subtitle')}>
        {services.data?.length !== 0 && add}
      </PageHeader>
      <div className="flex min-h-0 grow flex-col overflow-auto p-4">
        <QueryStates
          query={services}
          empty={
            <MessagePanel icon={<ListChecks className="size-8" />} title={t('services.emptyTitle')} action={add}>
              {t('services.empty')}
            </MessagePanel>
          }
        >
          {(rows) => <ServiceTable rows={inOrder(rows)} onOpen={setOpen} />}
        </QueryStates>
      </div>
      {open && <ServiceDialog service={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function ServiceTable({ rows, onOpen }: { rows: readonly ServiceRow[]; onOpen: (row: ServiceRow) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const localize = useLocalize();
  const { move, isBusy } = useArrange('services', changeService, rows);
  return (
    <RecordTable
      label={t('settings.nav.services')}
      rows={rows}
      keyOf={(row) => row.id}
      onOpen={onOpen}
      isMuted={(row) => !row.active}
      testId="service-row"
      columns={[
        { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.name)}</bdi> },
        {
          id: 'area',
          head: t('services.waitingArea'),
          wide: true,
          render: (row) => (row.waiting_area ? <bdi>{localize(row.waiting_area)}</bdi> : '–'),
        },
        {
          id: 'minutes',
          head: t('services.averageMinutes'),
          numeric: true,
          render: (row) => format.minutes(row.average_minutes),
        },
        {
          id: 'state',
          head: t('field.state'),
          render: (row) =>
            row.active ? (
              <StatePill tone="good" icon={CircleCheck}>
                {t('services.offered')}
              </StatePill>
            ) : (
              <StatePill tone="calm" icon={CircleSlash}>
                {t('services.notOffered')}
              </StatePill>
            ),
        },
        {
          id: 'order',
          head: t('field.order'),
          render: (row) => (
            <ArrangeButtons
              name={localize(row.name)}
              isFirst={row.id === rows[0]?.id}
              isLast={row.id === rows.at(-1)?.id}
              isBusy={isBusy}
              onMove={(by) => move(row, by)}
            />
          ),
        },
      ]}
    />
  );
}
