import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/protocol/api/patients.ts';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { directionOf } from '#dashboard/listing/number-direction.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

const COMPARED = ['first_name', 'last_name', 'date_of_birth', 'phone', 'patient_number'] as const;

type RecordComparisonProps = {
  one: PatientSummary;
  other: PatientSummary;
  /** Keys of what the two are called. */
  heads: readonly [string, string];
};

/** Two records side by side; what differs stands out. */
export function RecordComparison({ one, other, heads }: RecordComparisonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const cell = 'border-b border-line py-1.5 pe-3 text-start wrap-anywhere';
  const shown = (field: (typeof COMPARED)[number], value: string | null) =>
    value === null ? '–' : field === 'date_of_birth' ? format.date(value) : value;
  return (
    <table className="w-full table-fixed text-base">
      <thead className="text-sm text-ink-soft">
        <tr>
          <th scope="col" className={cell}>
            <span className="sr-only">{t('patient.fieldName')}</span>
          </th>
          {heads.map((head) => (
            <th key={head} scope="col" className={cell}>
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {COMPARED.map((field) => {
          const differs = one[field] !== other[field];
          return (
            <tr key={field} className={differs ? 'font-semibold' : 'text-ink-soft'}>
              <th scope="row" className={`${cell} text-sm font-normal text-ink-soft`}>
                {t(`patient.field.${field}`)}
              </th>
              <td className={cell}>
                <bdi dir={directionOf(field)}>{shown(field, one[field])}</bdi>
              </td>
              <td className={cell}>
                <bdi dir={directionOf(field)}>{shown(field, other[field])}</bdi>
                {differs && <span className="sr-only"> ({t('patient.differs')})</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** How probable it is that both are one person, `score` from 0 to 1. */
export function Likelihood({ score, isLikely }: { score: number; isLikely: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <StatePill tone={isLikely ? 'warn' : 'calm'}>
      {t(isLikely ? 'patient.likely' : 'patient.possible', { percent: format.number(Math.round(score * 100)) })}
    </StatePill>
  );
}
