import { useTranslation } from 'react-i18next';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { listAudit } from '#shared/protocol/api/audit.ts';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useClinicDay } from '#dashboard/preferences/clinic-day.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';

type AuditRow = ContractReply<typeof listAudit>['rows'][number];

/** What was done in the reader's words; beside it the details as the hub names them, exact and the same in every language. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { dateOf } = useClinicDay();
  return (
    <RecordTable
      label={t('settings.nav.audit')}
      rows={rows}
      keyOf={(row) => row.id}
      testId="audit-row"
      columns={[
        {
          id: 'at',
          head: t('audit.when'),
          numeric: true,
          render: (row) => (
            <time dateTime={row.at} className="font-normal">
              {`${format.date(dateOf(Date.parse(row.at)))}, ${format.time(Date.parse(row.at))}`}
            </time>
          ),
        },
        {
          id: 'who',
          head: t('audit.who'),
          render: (row) => <bdi>{row.actor_name ?? t(`audit.actor.${row.actor_type}`)}</bdi>,
        },
        {
          id: 'action',
          head: t('audit.what'),
          // What an older hub has recorded may have no words here: then its own name says it.
          render: (row) => t(`audit.action.${row.action}`, { defaultValue: row.action }),
        },
        {
          id: 'details',
          head: t('audit.details'),
          wide: true,
          render: (row) => {
            const details = JSON.stringify(row.details);
            return <Exact text={details === '{}' ? row.action : `${row.action} ${details}`} isLong />;
          },
        },
      ]}
    />
  );
}

function Exact({ text, isLong = false }: { text: string; isLong?: boolean }) {
  return (
    <code
      dir="ltr"
      title={isLong ? text : undefined}
      className={`text-sm ${isLong ? 'line-clamp-2 max-w-80 break-all' : ''}`}
    >
      {text}
    </code>
  );
}
