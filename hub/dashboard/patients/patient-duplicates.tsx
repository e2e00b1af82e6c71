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
import { useList } from '#dashboard/listing/use-list.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { Likelihood, RecordComparison } from './record-comparison.tsx';

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
  return (
    <article data-testid="duplicate">
      <div className="mb-1 flex flex-wrap items-center gap-3">
        <Likelihood score={duplicate.score} isLikely={duplicate.is_likely} />
        {onMerge && (
          <Button size="small" onPress={onMerge} data-testid="merge">
            <GitMerge aria-hidden="true" className="size-4" />
            {t('patient.merge')}
          </Button>
        )}
      </div>
      <RecordComparison one={patient} other={duplicate.patient} heads={['patient.this', 'patient.other']} />
    </article>
  );
}
