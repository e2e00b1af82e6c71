import { Search, UserPlus, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { useStore } from 'zustand';
import { searchPatients } from '#shared/protocol/api/patients.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { PatientDialog } from './patient-dialog.tsx';
import { PatientPairs } from './patient-pairs.tsx';
import { PatientTable } from './patient-table.tsx';
import { PatientView } from './patient-view.tsx';
import { useSettled } from './use-settled.ts';

/** People on record: found by any part of a name, phone or number; one of them whole at `/patients/<id>`. */
export function PatientsPage() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <PatientSearch /> : <PatientView key={id} id={Number(id)} />;
}

function PatientSearch() {
  const { t } = useTranslation();
  const [, goTo] = useLocation();
  const { session } = useDashboard();
  const isDesk = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role !== 'doctor');
  const [typed, setTyped] = useState('');
  const [isAdding, setAdding] = useState(false);
  const q = useSettled(typed.trim());
  const found = useList('patients', searchPatients, { query: { q, limit: 50 } }, { enabled: q !== '' });
  const open = ({ id }: { id: number }) => goTo(`/patients/${id}`);
  return (
    <>
      <PageHeader title={t('nav.patients')} subtitle={t('patients.subtitle')}>
        <Button tone="primary" onPress={() => setAdding(true)} data-testid="patient-add">
          <UserPlus aria-hidden="true" className="size-5" />
          {t('patients.add')}
        </Button>
      </PageHeader>
      <div className="flex min-h-0 grow flex-col gap-4 overflow-auto p-4">
        <search className="max-w-xl">
          <TextField
            label={t('patients.find')}
            hint={t('patients.findHint')}
            value={typed}
            onChange={setTyped}
            maxLength={100}
            autoComplete="off"
            focusFirst
            trailing={<Search aria-hidden="true" className="me-3 size-5 text-ink-soft" />}
            data-testid="patient-search"
          />
        </search>
        {q === '' ? (
          <>
            {isDesk && <PatientPairs />}
            <MessagePanel icon={<UserRound className="size-8" />} title={t('patients.startTitle')}>
              {t('patients.start')}
            </MessagePanel>
          </>
        ) : (
          <QueryStates
            query={found}
            isEmpty={({ patients }) => patients.length === 0}
            empty={
              <MessagePanel role="status" icon={<Search className="size-8" />} title={t('patients.noneTitle')}>
                {t('patients.none')}
              </MessagePanel>
            }
          >
            {({ patients, has_more }) => (
              <>
                <PatientTable patients={patients} onOpen={open} />
                {has_more && <p className="text-sm text-ink-soft">{t('patients.more')}</p>}
              </>
            )}
          </QueryStates>
        )}
      </div>
      {isAdding && <PatientDialog patient={null} onSaved={open} onClose={() => setAdding(false)} />}
    </>
  );
}
