import { CalendarPlus, ChevronLeft, ListPlus, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getPatient } from '#shared/protocol/api/patients.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { BookDialog } from './book-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { JoinedRecords } from './joined-records.tsx';
import { PatientDialog } from './patient-dialog.tsx';
import { PatientDuplicates } from './patient-duplicates.tsx';
import { PatientFacts } from './patient-facts.tsx';
import { PatientHistory } from './patient-history.tsx';

type Open = 'change' | 'join' | 'book' | null;

/** One patient: who they are, when they came, and who else they may be. */
export function PatientView({ id }: { id: number }) {
  const { t } = useTranslation();
  const patient = useList('patient', getPatient, { params: { id } });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const name = patient.data ? `${patient.data.first_name} ${patient.data.last_name}` : t('nav.patients');
  const isOwn = patient.data?.merged_into_id === null;
  return (
    <>
      <PageHeader title={name}>
        <Link href="/patients" className="inline-flex items-center gap-1 px-2 font-semibold text-accent underline">
          <ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />
          {t('patient.back')}
        </Link>
        {isOwn && (
          <>
            <Button onPress={() => setOpen('change')} data-testid="patient-change">
              <Pencil aria-hidden="true" className="size-5" />
              {t('patient.change')}
            </Button>
            <Button onPress={() => setOpen('book')} data-testid="patient-book">
              <CalendarPlus aria-hidden="true" className="size-5" />
              {t('patient.book')}
            </Button>
            <Button tone="primary" onPress={() => setOpen('join')} data-testid="patient-join">
              <ListPlus aria-hidden="true" className="size-5" />
              {t('patient.join')}
            </Button>
          </>
        )}
      </PageHeader>
      <div className="flex min-h-0 grow flex-col overflow-y-auto p-4">
        <QueryStates query={patient}>
          {(whole) => (
            <div className="grid items-start gap-4 xl:grid-cols-2">
              <div className="flex flex-col gap-4">
                <JoinedRecords patient={whole} />
                <PatientFacts patient={whole} />
                {isOwn && <PatientDuplicates patient={whole} />}
              </div>
              <PatientHistory id={id} />
              {open === 'change' && <PatientDialog patient={whole} onSaved={close} onClose={close} />}
              {open === 'join' && <JoinDialog patient={whole} onClose={close} />}
              {open === 'book' && <BookDialog patient={whole} onClose={close} />}
            </div>
          )}
        </QueryStates>
      </div>
    </>
  );
}
