import { useTranslation } from 'react-i18next';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import type { DisputedField } from '#shared/protocol/api/conflicts.ts';
import { directionOf } from '#dashboard/listing/number-direction.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** Field by field: what the device recorded, and what the hub holds now. */
export function ConflictSides({ fields }: { fields: readonly DisputedField[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const localize = useLocalize();
  const { dateOf } = useClinicDay();
  const doctors = useList('doctors', listDoctors, {});
  const cell = 'border-b border-line py-1.5 pe-4 text-start wrap-anywhere';

  function shown(field: string, value: string | null): string {
    if (value === null || value === '') return '–';
    if (field === 'birthDate') return format.date(value);
    if (field === 'scheduled_date') {
      return `${format.date(dateOf(Date.parse(value)))}, ${format.time(Date.parse(value))}`;
    }
    if (field === 'duration_minutes') return format.minutes(Number(value));
    const doctor = field === 'doctor_id' ? doctors.data?.find(({ id }) => String(id) === value) : undefined;
    return doctor ? localize(doctor.display_name) : value;
  }
  return (
    <table className="w-full text-base">
      <thead className="text-sm text-ink-soft">
        <tr>
          <th scope="col" className={cell}>
            {t('conflicts.field')}
          </th>
          <th scope="col" className={cell}>
            {t('conflicts.device')}
          </th>
          <th scope="col" className={cell}>
            {t('conflicts.hub')}
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, device, hub }) => (
          <tr key={field}>
            <th scope="row" className={`${cell} font-normal text-ink-soft`}>
              {t([`conflicts.field.${field}`, 'conflicts.field.other'])}
            </th>
            <td className={`${cell} font-semibold`}>
              <bdi dir={directionOf(field)}>{shown(field, device)}</bdi>
            </td>
            <td className={`${cell} font-semibold`}>
              <bdi dir={directionOf(field)}>{shown(field, hub)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
