import { ListPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';

/** A clinic without queues yet: the administrator is told how to add them, everybody else whom to ask. */
export function EmptyBoard() {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const isAdmin = useStore(session.store, (state) => state.status === 'signed_in' && state.user.role === 'admin');
  return (
    <MessagePanel
      icon={<ListPlus className="size-8" />}
      title={t('board.emptyTitle')}
      action={
        isAdmin && (
          <a href="/docs" target="_blank" rel="noreferrer" className="font-semibold text-accent underline">
            {t('board.emptyAdminLink')}
          </a>
        )
      }
    >
      {t(isAdmin ? 'board.emptyAdmin' : 'board.empty')}
    </MessagePanel>
  );
}
