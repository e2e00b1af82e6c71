import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changeService, listServices, type ServiceRow } from '#shared/protocol/api/directory.ts';
import { useRecordColumns } from '#dashboard/listing/record-columns.tsx';
import { RecordPage } from '#dashboard/listing/record-page.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { inOrder, useArrange } from '#dashboard/listing/use-arrange.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { ServiceDialog } from './service-dialog.tsx';

/** What patients come for: each has a queue of its own. */
export function ServicesPage() {
  const { t } = useTranslation();
  const services = useList('services', listServices, {});
  return (
    <RecordPage
      title={t('settings.nav.services')}
      subtitle={t('services.subtitle')}
      icon={ListChecks}
      query={services}
      add={t('services.add')}
      empty={{ title: t('services.emptyTitle'), text: t('services.empty') }}
      renderTable={(rows, open) => <ServiceTable rows={inOrder(rows)} onOpen={open} />}
      renderDialog={(service, close) => <ServiceDialog service={service} onClose={close} />}
    />
  );
}

function ServiceTable({ rows, onOpen }: { rows: readonly ServiceRow[]; onOpen: (row: ServiceRow) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const localize = useLocalize();
  const lastColumns = useRecordColumns(rows, {
    nameOf: (row) => localize(row.name),
    inUse: t('services.offered'),
    outOfUse: t('services.notOffered'),
    arrange: useArrange('services', changeService, rows),
  });
  return (
    <RecordTable
      label={t('settings.nav.services')}
      rows={rows}
      keyOf={(row) => row.id}
      onOpen={onOpen}
      isMuted={(row) => !row.active}
      testId="service-row"
      columns={[
        { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.name)}</bdi> },
        {
          id: 'area',
          head: t('services.waitingArea'),
          wide: true,
          render: (row) => (row.waiting_area ? <bdi>{localize(row.waiting_area)}</bdi> : '–'),
        },
        {
          id: 'minutes',
          head: t('services.averageMinutes'),
          numeric: true,
          render: (row) => format.minutes(row.average_minutes),
        },
        ...lastColumns,
      ]}
    />
  );
}
