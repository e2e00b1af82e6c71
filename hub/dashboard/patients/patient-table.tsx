import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/protocol/api/patients.ts';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';

type Props = { patients: readonly PatientSummary[]; onOpen: (patient: PatientSummary) => void };

/** What tells people apart. */
export function PatientTable({ patients, onOpen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <RecordTable
      label={t('nav.patients')}
      rows={patients}
      keyOf={(row) => row.id}
      onOpen={onOpen}
      testId="patient-row"
      columns={[
        { id: 'name', head: t('patient.name'), render: (row) => <bdi>{`${row.first_name} ${row.last_name}`}</bdi> },
        {
          id: 'birth',
          head: t('patient.birthDate'),
          numeric: true,
          render: (row) => (row.date_of_birth === null ? '–' : format.date(row.date_of_birth)),
        },
        {
          id: 'phone',
          head: t('patient.phone'),
          numeric: true,
          render: (row) => <bdi dir="ltr">{row.phone ?? '–'}</bdi>,
        },
        {
          id: 'number',
          head: t('patient.number'),
          wide: true,
          render: (row) => <bdi dir="ltr">{row.patient_number}</bdi>,
        },
      ]}
    />
  );
}
