import { GitMerge, Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { unmergePatient, type PatientRow } from '#shared/protocol/api/patients.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { useSave } from '#dashboard/listing/use-save.ts';

/** That this record was joined to another, or others to it; and the way back. */
export function JoinedRecords({ patient }: { patient: PatientRow }) {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const save = useSave('patient', 'patients', 'patient-duplicates', 'patient-history', 'queue');
  if (patient.merged_into_id === null && patient.merged_ids.length === 0) return null;

  function separate(id: number): void {
    save(unmergePatient, { params: { id } }, 'patient.unmerged').catch((error: unknown) =>
      notices.show({ tone: 'problem', text: { error } }),
    );
  }
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-warn-soft p-4 text-base text-on-warn-soft" data-testid="joined">
      {patient.merged_into_id !== null && (
        <p className="flex items-center gap-2">
          <GitMerge aria-hidden="true" className="size-5 shrink-0" />
          <span className="grow">{t('patient.isJoined')}</span>
          <Link href={`/patients/${patient.merged_into_id}`} className="font-semibold underline">
            {t('patient.toKept')}
          </Link>
          <Button size="small" onPress={() => separate(patient.id)} data-testid="unmerge">
            <Split aria-hidden="true" className="size-4" />
            {t('patient.unmerge')}
          </Button>
        </p>
      )}
      {patient.merged_ids.map((id) => (
        <p key={id} className="flex items-center gap-2">
          <GitMerge aria-hidden="true" className="size-5 shrink-0" />
          <span className="grow">{t('patient.hasJoined')}</span>
          <Link href={`/patients/${id}`} className="font-semibold underline">
            {t('patient.toJoined')}
          </Link>
          <Button size="small" onPress={() => separate(id)} data-testid="unmerge">
            <Split aria-hidden="true" className="size-4" />
            {t('patient.unmerge')}
          </Button>
        </p>
      ))}
    </div>
  );
}
