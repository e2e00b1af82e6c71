import { CircleCheck, CircleSlash, Plus, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changeDoctor,
  listDoctors,
  listServices,
  listStations,
  type DoctorRow,
} from '#shared/protocol/api/directory.ts';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { ArrangeButtons } from '#dashboard/listing/arrange-buttons.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { inOrder, useArrange } from '#dashboard/listing/use-arrange.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { LinkDialog } from '#dashboard/users/link-dialog.tsx';
import { DoctorDialog } from './doctor-dialog.tsx';

/** Those whom patients come to see, and whose queues stand on the board. */
export function DoctorsPage() {
  const { t } = useTranslation();
  const localize = useLocalize();
  const doctors = useList('doctors', listDoctors, {});
  const services = useList('services', listServices, {});
  const stations = useList('stations', listStations, {});
  const [open, setOpen] = useState<DoctorRow | 'new' | null>(null);
  const [invited, setInvited] = useState<{ name: string; link: AccountLink } | null>(null);
  const rows = inOrder(doctors.data ?? []);
  const { move, isBusy } = useArrange('doctors', changeDoctor, rows);
  const nameOf = (list: readonly { id: number; name: DoctorRow['display_name'] }[] | undefined, id: number | null) => {
    const found = list?.find((one) => one.id === id);
    return found ? localize(found.name) : '–';
  };
  const add = (
    <Button
      tone="primary"
      isDisabled={services.data?.length === 0}
      onPress={() => setOpen('new')}
      data-testid="record-add"
    >
      <Plus aria-hidden="true" className="size-5" />
      {t('doctors.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('settings.nav.doctors')} subtitle={t('doctors.subtitle')}>
        {doctors.data?.length !== 0 && add}
      </PageHeader>
      <div className="flex min-h-0 grow flex-col overflow-auto p-4">
        <QueryStates
          query={doctors}
          empty={
            <MessagePanel icon={<Stethoscope className="size-8" />} title={t('doctors.emptyTitle')} action={add}>
              {t(services.data?.length === 0 ? 'doctors.servicesFirst' : 'doctors.empty')}
            </MessagePanel>
          }
        >
          {() => (
            <RecordTable
              label={t('settings.nav.doctors')}
              rows={rows}
              keyOf={(row) => row.id}
              onOpen={setOpen}
              isMuted={(row) => !row.active}
              testId="doctor-row"
              columns={[
                { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.display_name)}</bdi> },
                {
                  id: 'specialty',
                  head: t('doctors.specialty'),
                  wide: true,
                  render: (row) => (row.specialty ? <bdi>{localize(row.specialty)}</bdi> : '–'),
                },
                {
                  id: 'service',
                  head: t('doctors.service'),
                  render: (row) => <bdi>{nameOf(services.data, row.service_id)}</bdi>,
                },
                {
                  id: 'station',
                  head: t('doctors.station'),
                  wide: true,
                  render: (row) => <bdi>{nameOf(stations.data, row.station_id)}</bdi>,
                },
                {
                  id: 'state',
                  head: t('field.state'),
                  render: (row) => (
                    <StatePill tone={row.active ? 'good' : 'calm'} icon={row.active ? CircleCheck : CircleSlash}>
                      {t(row.active ? 'doctors.works' : 'doctors.away')}
                    </StatePill>
                  ),
                },
                {
                  id: 'order',
                  head: t('field.order'),
                  render: (row) => (
                    <ArrangeButtons
                      name={localize(row.display_name)}
                      isFirst={row.id === rows[0]?.id}
                      isLast={row.id === rows.at(-1)?.id}
                      isBusy={isBusy}
                      onMove={(by) => move(row, by)}
                    />
                  ),
                },
              ]}
            />
          )}
        </QueryStates>
      </div>
      {open && (
        <DoctorDialog
          doctor={open === 'new' ? null : open}
          services={services.data ?? []}
          stations={stations.data ?? []}
          onInvited={(name, link) => setInvited({ name, link })}
          onClose={() => setOpen(null)}
        />
      )}
      {invited && <LinkDialog {...invited} onClose={() => setInvited(null)} />}
    </>
  );
}
