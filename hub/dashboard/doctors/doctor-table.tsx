import { useTranslation } from 'react-i18next';
import { changeDoctor, type DoctorRow, type ServiceRow, type StationRow } from '#shared/protocol/api/directory.ts';
import { useRecordColumns } from '#dashboard/listing/record-columns.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useArrange } from '#dashboard/listing/use-arrange.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';

export type DoctorTableProps = {
  rows: readonly DoctorRow[];
  services: readonly ServiceRow[];
  stations: readonly StationRow[];
  onOpen: (row: DoctorRow) => void;
};

export function DoctorTable({ rows, services, stations, onOpen }: DoctorTableProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const nameOf = (list: readonly (ServiceRow | StationRow)[], id: number | null) => {
    const found = list.find((one) => one.id === id);
    return found ? localize(found.name) : '–';
  };
  const lastColumns = useRecordColumns(rows, {
    nameOf: (row) => localize(row.display_name),
    inUse: t('doctors.works'),
    outOfUse: t('doctors.away'),
    arrange: useArrange('doctors', changeDoctor, rows),
  });
  return (
    <RecordTable
      label={t('settings.nav.doctors')}
      rows={rows}
      keyOf={(row) => row.id}
      onOpen={onOpen}
      isMuted={(row) => !row.active}
      testId="doctor-row"
      columns={[
        { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.display_name)}</bdi> },
        {
          id: 'specialty',
          head: t('doctors.specialty'),
          wide: true,
          render: (row) => (row.specialty ? <bdi>{localize(row.specialty)}</bdi> : '–'),
        },
        { id: 'service', head: t('doctors.service'), render: (row) => <bdi>{nameOf(services, row.service_id)}</bdi> },
        {
          id: 'station',
          head: t('doctors.station'),
          wide: true,
          render: (row) => <bdi>{nameOf(stations, row.station_id)}</bdi>,
        },
        ...lastColumns,
      ]}
    />
  );
}
