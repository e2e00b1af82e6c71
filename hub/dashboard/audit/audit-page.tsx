import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS, type AuditAction } from '#shared/protocol/api/audit-actions.ts';
import { listAudit } from '#shared/protocol/api/audit.ts';
import { listUsers } from '#shared/protocol/api/users.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ComboField } from '#dashboard/controls/combo-field.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { ScrollRegion } from '#dashboard/controls/scroll-region.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { AuditTable } from './audit-table.tsx';

const EVERYBODY = 'all';
const PAGE = 100;

/** Who saw or changed what, newest first. It can be read, and never changed. */
export function AuditPage() {
  const { t } = useTranslation();
  const { client } = useDashboard();
  const localize = useLocalize();
  const users = useList('users', listUsers, {});
  const [user, setUser] = useState(EVERYBODY);
  const [action, setAction] = useState<AuditAction | null>(null);
  const filter = {
    ...(user === EVERYBODY ? {} : { user_id: Number(user) }),
    ...(action === null ? {} : { action }),
  };
  const audit = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: async ({ pageParam }) =>
      client.call(listAudit, {
        query: { ...filter, limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next_before,
    select: ({ pages }) => pages.flatMap((page) => page.rows),
  });
  return (
    <>
      <PageHeader title={t('settings.nav.audit')} subtitle={t('audit.subtitle')}>
        <ChoiceField
          label={t('audit.who')}
          choices={[
            { id: EVERYBODY, name: t('audit.everybody') },
            ...(users.data ?? []).map((row) => ({ id: String(row.id), name: localize(row.display_name) })),
          ]}
          value={user}
          onChange={setUser}
        />
        <ComboField
          label={t('audit.what')}
          choices={AUDIT_ACTIONS.map((id) => ({ id, name: t(`audit.action.${id}`), alsoKnownAs: id }))}
          value={action}
          onChange={(id) => setAction(id as AuditAction | null)}
          data-testid="audit-action"
        />
      </PageHeader>
      <ScrollRegion label={t('settings.nav.audit')}>
        <QueryStates
          query={audit}
          empty={
            <MessagePanel icon={<ScrollText className="size-8" />} title={t('audit.emptyTitle')}>
              {t('audit.empty')}
            </MessagePanel>
          }
        >
          {(rows) => (
            <>
              <AuditTable rows={rows} />
              {audit.hasNextPage && (
                <Button
                  className="mt-3 self-start"
                  isDisabled={audit.isFetchingNextPage}
                  onPress={() => void audit.fetchNextPage()}
                  data-testid="audit-more"
                >
                  {t('audit.more')}
                </Button>
              )}
            </>
          )}
        </QueryStates>
      </ScrollRegion>
    </>
  );
}
