import { GitMerge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  mergePatient,
  patientDuplicates,
  type PatientDuplicate,
  type PatientRow,
} from '#shared/protocol/api/patients.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ConfirmDialog } from '#dashboard/controls/confirm-dialog.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

const COMPARED = ['first_name', 'last_name', 'date_of_birth', 'phone', 'patient_number'] as const;

/** Records that may be the same person, side by side with this one. Nothing at all where there are none. */
export function PatientDuplicates({ patient }: { patient: PatientRow }) {
  const { t } = useTranslation();
  const { session, notices } = useDashboard();
  const mayMerge = useStore(session.store, (s) => s.status === 'signed_in' && s.user.role !== 'doctor');
  const duplicates = useList('patient-duplicates', patientDuplicates, { params: { id: patient.id } });
  const save = useSave('patient', 'patients', 'patient-duplicates', 'patient-history', 'queue');
  const [asked, setAsked] = useState<PatientDuplicate | null>(null);
  if (!duplicates.data?.length) return null;

  function merge({ patient: other }: PatientDuplicate): void {
    setAsked(null);
    save(mergePatient, { params: { id: other.id }, body: { into_id: patient.id } }, 'patient.merged').catch(
      (error: unknown) => notices.show({ tone: 'problem', text: { error } }),
    );
  }
  return (
    <FieldGroup title={t('patient.duplicates')} hint={t('patient.duplicatesHint')}>
      {duplicates.data.map((duplicate) => (
        <Duplicate
          key={duplicate.patient.id}
          patient={patient}
          duplicate={duplicate}
          {...(mayMerge && { onMerge: () => setAsked(duplicate) })}
        />
      ))}
      {asked && (
        <ConfirmDialog
          title={t('patient.mergeTitle')}
          text={t('patient.mergeText', {
            other: `\u2068${asked.patient.patient_number}\u2069`,
            kept: `\u2068${patient.patient_number}\u2069`,
          })}
          confirm={t('patient.merge')}
          onConfirm={() => merge(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </FieldGroup>
  );
}

type DuplicateProps = { patient: PatientRow; duplicate: PatientDuplicate; onMerge?: () => void };

function Duplicate({ patient, duplicate, onMerge }: DuplicateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const other = duplicate.patient;
  const cell = 'border-b border-line py-1.5 pe-3 text-start wrap-anywhere';
  const shown = (field: (typeof COMPARED)[number], value: string | null) =>
    value === null ? '–' : field === 'date_of_birth' ? format.date(value) : value;
  return (
    <article data-testid="duplicate">
      <div className="mb-1 flex flex-wrap items-center gap-3">
        <StatePill tone={duplicate.is_likely ? 'warn' : 'calm'}>
          {t(duplicate.is_likely ? 'patient.likely' : 'patient.possible', {
            percent: format.number(Math.round(duplicate.score * 100)),
          })}
        </StatePill>
        {onMerge && (
          <Button size="small" onPress={onMerge} data-testid="merge">
            <GitMerge aria-hidden="true" className="size-4" />
            {t('patient.merge')}
          </Button>
        )}
      </div>
      <table className="w-full text-base">
        <thead className="text-sm text-ink-soft">
          <tr>
            <th scope="col" className={cell}>
              <span className="sr-only">{t('patient.fieldName')}</span>
            </th>
            <th scope="col" className={cell}>
              {t('patient.this')}
            </th>
            <th scope="col" className={cell}>
              {t('patient.other')}
            </th>
          </tr>
        </thead>
        <tbody>
          {COMPARED.map((field) => {
            const differs = patient[field] !== other[field];
            return (
              <tr key={field} className={differs ? 'font-semibold' : 'text-ink-soft'}>
                <th scope="row" className={`${cell} text-sm font-normal text-ink-soft`}>
                  {t(`patient.field.${field}`)}
                </th>
                <td className={cell}>
                  <bdi>{shown(field, patient[field])}</bdi>
                </td>
                <td className={cell}>
                  <bdi>{shown(field, other[field])}</bdi>
                  {differs && <span className="sr-only"> ({t('patient.differs')})</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </article>
  );
}
