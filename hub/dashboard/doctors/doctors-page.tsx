import { Stethoscope } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import { listDoctors, listServices, listStations } from '#shared/protocol/api/directory.ts';
import { RecordPage } from '#dashboard/listing/record-page.tsx';
import { inOrder } from '#dashboard/listing/use-arrange.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { LinkDialog } from '#dashboard/users/link-dialog.tsx';
import { DoctorDialog } from './doctor-dialog.tsx';
import { DoctorTable } from './doctor-table.tsx';

/** Those whom patients come to see, and whose queues stand on the board. */
export function DoctorsPage() {
  const { t } = useTranslation();
  const doctors = useList('doctors', listDoctors, {});
  const services = useList('services', listServices, {});
  const stations = useList('stations', listStations, {});
  const [invited, setInvited] = useState<{ name: string; link: AccountLink } | null>(null);
  const lacksService = services.data?.length === 0;
  const known = { services: services.data ?? [], stations: stations.data ?? [] };
  return (
    <>
      <RecordPage
        title={t('settings.nav.doctors')}
        subtitle={t('doctors.subtitle')}
        icon={Stethoscope}
        query={doctors}
        add={t('doctors.add')}
        isAddDisabled={lacksService}
        empty={{ title: t('doctors.emptyTitle'), text: t(lacksService ? 'doctors.servicesFirst' : 'doctors.empty') }}
        renderTable={(rows, open) => <DoctorTable rows={inOrder(rows)} {...known} onOpen={open} />}
        renderDialog={(doctor, close) => (
          <DoctorDialog
            doctor={doctor}
            {...known}
            onInvited={(name, link) => setInvited({ name, link })}
            onClose={close}
          />
        )}
      />
      {invited && <LinkDialog {...invited} onClose={() => setInvited(null)} />}
    </>
  );
}
