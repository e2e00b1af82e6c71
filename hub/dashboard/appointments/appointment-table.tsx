import { useTranslation } from 'react-i18next';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { APPOINTMENT_LOOKS } from './appointment-state.ts';

type Props = { rows: readonly AppointmentRow[]; onOpen: (row: AppointmentRow) => void };

/** Appointments in order of time. */
export function AppointmentTable({ rows, onOpen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <RecordTable
      label={t('nav.appointments')}
      rows={rows}
      keyOf={(row) => row.id}
      onOpen={onOpen}
      isMuted={(row) => row.status === 'cancelled' || row.status === 'completed'}
      testId="appointment-row"
      columns={[
        {
          id: 'time',
          head: t('appointments.time'),
          numeric: true,
          render: (row) => format.time(Date.parse(row.scheduled_date)),
        },
        { id: 'patient', head: t('appointments.patient'), render: (row) => <bdi>{row.patient_name}</bdi> },
        { id: 'doctor', head: t('appointments.doctor'), render: (row) => <bdi>{row.doctor_name}</bdi> },
        {
          id: 'reason',
          head: t('appointments.reason'),
          wide: true,
          render: (row) => <bdi className="line-clamp-2">{row.reason_for_visit ?? '–'}</bdi>,
        },
        {
          id: 'minutes',
          head: t('appointments.length'),
          wide: true,
          numeric: true,
          render: (row) => format.minutes(row.duration_minutes),
        },
        { id: 'state', head: t('field.state'), render: (row) => <AppointmentState appointment={row} /> },
      ]}
    />
  );
}

/** Its state, and the token of who has come for it. */
export function AppointmentState({ appointment }: { appointment: AppointmentRow }) {
  const { t } = useTranslation();
  const { icon, tone } = APPOINTMENT_LOOKS[appointment.status];
  const token = appointment.queue_token;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <StatePill icon={icon} tone={tone}>
        {t(`appointment.status.${appointment.status}`)}
      </StatePill>
      {token !== null && (
        <bdi dir="ltr" className="font-numerals font-bold">
          {tokenLabel(parseWholeToken(token))}
        </bdi>
      )}
      {appointment.needs_rebooking && <StatePill tone="alert">{t('appointment.needsRebooking')}</StatePill>}
    </span>
  );
}
