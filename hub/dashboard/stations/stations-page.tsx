import { CircleCheck, CircleSlash, DoorOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeStation, listStations, type StationRow } from '#shared/protocol/api/directory.ts';
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
import { StationDialog } from './station-dialog.tsx';

/** The rooms and counters that patients are called to. */
export function StationsPage() {
  const { t } = useTranslation();
  const stations = useList('stations', listStations, {});
  const [open, setOpen] = useState<StationRow | 'new' | null>(null);
  const add = (
    <Button tone="primary" onPress={() => setOpen('new')} data-testid="record-add">
      <Plus aria-hidden="true" className="size-5" />
      {t('stations.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('settings.nav.stations')} subtitle={t('stations.subtitle')}>
        {stations.data?.length !== 0 && add}
      </PageHeader>
      <div className="flex min-h-0 grow flex-col overflow-auto p-4">
        <QueryStates
          query={stations}
          empty={
            <MessagePanel icon={<DoorOpen className="size-8" />} title={t('stations.emptyTitle')} action={add}>
              {t('stations.empty')}
            </MessagePanel>
          }
        >
          {(rows) => <StationTable rows={inOrder(rows)} onOpen={setOpen} />}
        </QueryStates>
      </div>
      {open && <StationDialog station={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function StationTable({ rows, onOpen }: { rows: readonly StationRow[]; onOpen: (row: StationRow) => void }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { move, isBusy } = useArrange('stations', changeStation, rows);
  return (
    <RecordTable
      label={t('settings.nav.stations')}
      rows={rows}
      keyOf={(row) => row.id}
      onOpen={onOpen}
      isMuted={(row) => !row.active}
      testId="station-row"
      columns={[
        { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.name)}</bdi> },
        {
          id: 'state',
          head: t('field.state'),
          render: (row) => (
            <StatePill tone={row.active ? 'good' : 'calm'} icon={row.active ? CircleCheck : CircleSlash}>
              {t(row.active ? 'stations.inUse' : 'stations.outOfUse')}
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
