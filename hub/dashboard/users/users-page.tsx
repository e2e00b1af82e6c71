import { Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import { listServices } from '#shared/protocol/api/directory.ts';
import { listUsers } from '#shared/protocol/api/users.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { RecordPage } from '#dashboard/listing/record-page.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { LinkDialog } from './link-dialog.tsx';
import { UserDialog } from './user-dialog.tsx';
import { UserTable } from './user-table.tsx';

/** Everybody who works here, what they may do, and whether they have chosen a password. */
export function UsersPage() {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const isAdmin = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role === 'admin');
  const users = useList('users', listUsers, {});
  const services = useList('services', listServices, {});
  const [link, setLink] = useState<{ name: string; link: AccountLink } | null>(null);
  return (
    <>
      <RecordPage
        title={t('settings.nav.users')}
        subtitle={t(isAdmin ? 'users.subtitle' : 'users.readOnly')}
        icon={Users}
        query={users}
        {...(isAdmin && { add: t('users.add') })}
        empty={{ title: t('users.emptyTitle') }}
        renderTable={(rows, open) => <UserTable rows={rows} {...(isAdmin && { onOpen: open })} />}
        renderDialog={(user, close) => (
          <UserDialog
            user={user}
            services={services.data ?? []}
            onLink={(name, made) => setLink({ name, link: made })}
            onClose={close}
          />
        )}
      />
      {link && <LinkDialog {...link} onClose={() => setLink(null)} />}
    </>
  );
}
