import { useTranslation } from 'react-i18next';
import type { SyncConflict } from '#shared/protocol/api/conflicts.ts';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** What somebody wished for and did not get: the desk says it to them when it offers another time. */
export function LostSlot({ appointment }: { appointment: NonNullable<SyncConflict['appointment']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const localize = useLocalize();
  const { dateOf } = useClinicDay();
  const doctors = useList('doctors', listDoctors, {});
  const doctor = doctors.data?.find(({ id }) => id === appointment.doctor_id);
  const at = Date.parse(appointment.scheduled_date);
  const wanted = [
    format.date(dateOf(at)),
    format.time(at),
    format.minutes(appointment.duration_minutes),
    ...(doctor ? [localize(doctor.display_name)] : []),
  ];
  return (
    <p className="text-base" data-testid="lost-slot">
      {t('conflicts.wanted')}{' '}
      <strong className="font-semibold">
        {wanted.map((part, index) => (
          <span key={part}>
            {index > 0 && ' · '}
            <bdi>{part}</bdi>
          </span>
        ))}
      </strong>
    </p>
  );
}
