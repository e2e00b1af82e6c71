import { ListPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';

/** A clinic without queues yet: whoever manages it is told how to add them, everybody else whom to ask. */
export function EmptyBoard() {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const isManager = useStore(
    session.store,
    (state) => state.status === 'signed_in' && ['admin', 'manager'].includes(state.user.role),
  );
  return (
    <MessagePanel
      icon={<ListPlus className="size-8" />}
      title={t('board.emptyTitle')}
      action={
        isManager && (
          <Link href="/settings/services" className="font-semibold text-accent underline">
            {t('board.emptyAdminLink')}
          </Link>
        )
      }
    >
      {t(isManager ? 'board.emptyAdmin' : 'board.empty')}
    </MessagePanel>
  );
}
