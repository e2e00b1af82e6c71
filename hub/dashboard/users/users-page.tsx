import { CircleCheck, CircleDashed, CircleSlash, Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import { listServices } from '#shared/protocol/api/directory.ts';
import { listUsers, type UserRow } from '#shared/protocol/api/users.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { ScrollRegion } from '#dashboard/controls/scroll-region.tsx';
import { StatePill } from '#dashboard/controls/state-pill.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { RecordTable } from '#dashboard/listing/record-table.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useLocalize } from '#dashboard/listing/use-localize.ts';
import { LinkDialog } from './link-dialog.tsx';
import { UserDialog } from './user-dialog.tsx';

const STATES = {
  active: { icon: CircleCheck, tone: 'good', text: 'users.active' },
  invited: { icon: CircleDashed, tone: 'warn', text: 'users.invited' },
  closed: { icon: CircleSlash, tone: 'calm', text: 'users.closed' },
  none: { icon: CircleDashed, tone: 'calm', text: 'users.noAccount' },
} as const;

/** Everybody who works here, what they may do, and whether they have chosen a password. */
export function UsersPage() {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { session } = useDashboard();
  const isAdmin = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role === 'admin');
  const users = useList('users', listUsers, {});
  const services = useList('services', listServices, {});
  const [open, setOpen] = useState<UserRow | 'new' | null>(null);
  const [link, setLink] = useState<{ name: string; link: AccountLink } | null>(null);
  return (
    <>
      <PageHeader title={t('settings.nav.users')} subtitle={t(isAdmin ? 'users.subtitle' : 'users.readOnly')}>
        {isAdmin && (
          <Button tone="primary" onPress={() => setOpen('new')} data-testid="record-add">
            <Plus aria-hidden="true" className="size-5" />
            {t('users.add')}
          </Button>
        )}
      </PageHeader>
      <ScrollRegion label={t('settings.nav.users')}>
        <QueryStates
          query={users}
          empty={<MessagePanel icon={<Users className="size-8" />} title={t('users.emptyTitle')} />}
        >
          {(rows) => (
            <RecordTable
              label={t('settings.nav.users')}
              rows={rows}
              keyOf={(row) => row.id}
              {...(isAdmin && { onOpen: setOpen })}
              isMuted={(row) => !row.active}
              testId="user-row"
              columns={[
                { id: 'name', head: t('field.name'), render: (row) => <bdi>{localize(row.display_name)}</bdi> },
                { id: 'role', head: t('users.role'), render: (row) => t(`role.${row.role}`) },
                {
                  id: 'email',
                  head: t('users.email'),
                  render: (row) => <bdi className="wrap-anywhere">{row.email ?? '–'}</bdi>,
                },
                {
                  id: 'state',
                  head: t('field.state'),
                  render: (row) => {
                    const { icon, tone, text } = STATES[stateOf(row)];
                    return (
                      <StatePill icon={icon} tone={tone}>
                        {t(text)}
                      </StatePill>
                    );
                  },
                },
              ]}
            />
          )}
        </QueryStates>
      </ScrollRegion>
      {open && (
        <UserDialog
          user={open === 'new' ? null : open}
          services={services.data ?? []}
          onLink={(name, made) => setLink({ name, link: made })}
          onClose={() => setOpen(null)}
        />
      )}
      {link && <LinkDialog {...link} onClose={() => setLink(null)} />}
    </>
  );
}

function stateOf(user: UserRow): keyof typeof STATES {
  if (!user.active) return 'closed';
  if (user.can_sign_in) return 'active';
  return user.email === null ? 'none' : 'invited';
}
