import { useTranslation } from 'react-i18next';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import { FactList } from '#dashboard/controls/fact-list.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { AppointmentState } from './appointment-table.tsx';

export function AppointmentFacts({ appointment }: { appointment: AppointmentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = Date.parse(appointment.scheduled_date);
  return (
    <FactList
      facts={[
        { name: t('field.state'), value: <AppointmentState appointment={appointment} /> },
        { name: t('appointments.time'), value: `${format.day(at)}, ${format.time(at)}` },
        { name: t('appointments.length'), value: format.minutes(appointment.duration_minutes) },
        { name: t('appointments.doctor'), value: <bdi>{appointment.doctor_name}</bdi> },
        { name: t('appointments.number'), value: <bdi dir="ltr">{appointment.appointment_number}</bdi> },
        { name: t('appointments.reason'), value: appointment.reason_for_visit },
        { name: t('appointment.needs'), value: appointment.special_requirements },
        { name: t('appointment.payment'), value: t(`appointment.payment.${appointment.payment_status}`) },
        { name: t('appointment.changeReason'), value: appointment.change_reason },
      ]}
    />
  );
}
