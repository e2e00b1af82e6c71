import { DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changeStation, listStations, type StationRow } from '#shared/protocol/api/directory.ts';
import { useRecordColumns } from '#dashboard/listing/record-columns.tsx';
import { RecordPage } from '#dashboard/listing/record-page.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { inOrder, useArrange } from '#dashboard/listing/use-arrange.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { StationDialog } from './station-dialog.tsx';

/** The rooms and counters that patients are called to. */
export function StationsPage() {
  const { t } = useTranslation();
  const stations = useList('stations', listStations, {});
  return (
    <RecordPage
      title={t('settings.nav.stations')}
      subtitle={t('stations.subtitle')}
      icon={DoorOpen}
      query={stations}
      add={t('stations.add')}
      empty={{ title: t('stations.emptyTitle'), text: t('stations.empty') }}
      renderTable={(rows, open) => <StationTable rows={inOrder(rows)} onOpen={open} />}
      renderDialog={(station, close) => <StationDialog station={station} onClose={close} />}
    />
  );
}

function StationTable({ rows, onOpen }: { rows: readonly StationRow[]; onOpen: (row: StationRow) => void }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const lastColumns = useRecordColumns(rows, {
    nameOf: (row) => localize(row.name),
    inUse: t('stations.inUse'),
    outOfUse: t('stations.outOfUse'),
    arrange: useArrange('stations', changeStation, rows),
  });
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
        ...lastColumns,
      ]}
    />
  );
}
