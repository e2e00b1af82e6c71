import { useTranslation } from 'react-i18next';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import { patientHistory } from '#shared/protocol/api/patients.ts';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** When they came and when they are expected, newest first. */
export function PatientHistory({ id }: { id: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { dateOf } = useClinicDay();
  const history = useList('patient-history', patientHistory, { params: { id }, query: {} }, { poked: true });
  const line = 'flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 text-base last:border-b-0';
  const at = (iso: string) => `${format.date(dateOf(Date.parse(iso)))}, ${format.time(Date.parse(iso))}`;
  const nobody = <p className="text-base text-ink-soft">{t('patient.nothing')}</p>;
  return (
    <FieldGroup title={t('patient.history')}>
      <QueryStates query={history}>
        {({ visits, appointments }) => (
          <>
            <div>
              <h3 className="text-sm font-semibold text-ink-soft">{t('patient.appointments')}</h3>
              {appointments.length === 0 && nobody}
              <ul>
                {appointments.map((row) => (
                  <li key={row.id} className={line} data-testid="history-appointment">
                    <span className="font-semibold tabular-nums">{at(row.scheduled_date)}</span>
                    <bdi>{row.doctor_name}</bdi>
                    <span className="text-ink-soft">{t(`appointment.status.${row.status}`)}</span>
                    <bdi className="text-sm text-ink-soft">{row.reason_for_visit}</bdi>
                  </li>
                ))}
              </ul>
            </div>
            <div>
              <h3 className="text-sm font-semibold text-ink-soft">{t('patient.visits')}</h3>
              {visits.length === 0 && nobody}
              <ul>
                {visits.map((row) => (
                  <li key={row.id} className={line} data-testid="history-visit">
                    <span className="font-semibold tabular-nums">{at(row.checked_in_at)}</span>
                    <bdi dir="ltr" className="font-numerals font-bold">
                      {tokenLabel(parseWholeToken(row.token_number))}
                    </bdi>
                    <bdi>{row.doctor_name ?? row.service_name}</bdi>
                    {row.status && <span className="text-ink-soft">{t(`queueStatus.${row.status}`)}</span>}
                    <bdi className="text-sm text-ink-soft">{row.reason_for_visit}</bdi>
                  </li>
                ))}
              </ul>
            </div>
          </>
        )}
      </QueryStates>
    </FieldGroup>
  );
}
