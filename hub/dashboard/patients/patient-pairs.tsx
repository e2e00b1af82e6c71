import { GitMerge, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { listPatientPairs, resolvePatientPair, type PatientPair } from '#shared/protocol/api/patient-duplicates.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ConfirmDialog } from '#dashboard/controls/confirm-dialog.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useSave } from '#dashboard/listing/use-save.ts';
import { Likelihood, RecordComparison } from './record-comparison.tsx';

/** Registrations that may be of somebody who is on record already, for the desk to decide. Nothing where there are none. */
export function PatientPairs() {
  const { t } = useTranslation();
  const { notices } = useDashboard();
  const pairs = useList('patient-pairs', listPatientPairs, { query: {} }, { poked: true, everyMs: 60_000 });
  const save = useSave('patient-pairs', 'patient', 'patients', 'patient-duplicates', 'patient-history', 'queue');
  const [asked, setAsked] = useState<PatientPair | null>(null);
  const rows = pairs.data?.rows ?? [];
  if (rows.length === 0) return null;

  function resolve(pair: PatientPair, resolution: 'merged' | 'separate'): void {
    setAsked(null);
    const done = resolution === 'merged' ? 'patient.merged' : 'patient.twoPeopleNoted';
    save(resolvePatientPair, { params: { id: pair.id }, body: { resolution } }, done).catch((error: unknown) =>
      notices.show({ tone: 'problem', text: { error } }),
    );
  }
  return (
    <div className="max-w-3xl">
      <FieldGroup title={t('patient.pairs')} hint={t('patient.duplicatesHint')}>
        {rows.map((pair) => (
          <article key={pair.id} data-testid="patient-pair" className="flex flex-col gap-2">
            <div className="flex flex-wrap items-center gap-3">
              <Likelihood score={pair.score} isLikely={pair.is_likely} />
              <Link href={`/patients/${pair.other.id}`} className="me-auto font-semibold text-accent underline">
                <bdi>{`${pair.other.first_name} ${pair.other.last_name}`}</bdi>
              </Link>
              <Button size="small" onPress={() => setAsked(pair)} data-testid="pair-merge">
                <GitMerge aria-hidden="true" className="size-4" />
                {t('patient.onePerson')}
              </Button>
              <Button size="small" onPress={() => resolve(pair, 'separate')} data-testid="pair-separate">
                <UsersRound aria-hidden="true" className="size-4" />
                {t('patient.twoPeople')}
              </Button>
            </div>
            <RecordComparison one={pair.other} other={pair.patient} heads={['patient.earlier', 'patient.later']} />
          </article>
        ))}
      </FieldGroup>
      {asked && (
        <ConfirmDialog
          title={t('patient.mergeTitle')}
          text={t('patient.mergeText', {
            other: `\u2068${asked.patient.patient_number}\u2069`,
            kept: `\u2068${asked.other.patient_number}\u2069`,
          })}
          confirm={t('patient.onePerson')}
          onConfirm={() => resolve(asked, 'merged')}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
