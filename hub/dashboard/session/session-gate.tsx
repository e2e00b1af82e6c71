import { ServerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StaffUser } from '#shared/protocol/api/auth.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Shows the dashboard to whoever is signed in, and to everyone else what stands between. */
export function SessionGate({ children }: { children: (user: StaffUser) => ReactNode }) {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const format = useFormat();
  const state = useStore(session.store);
  switch (state.status) {
    case 'restoring':
      // Usually over within one request: a spinner would only flash.
      return <output className="sr-only">{t('session.restoring')}</output>;
    case 'unreachable':
      return (
        <main className="flex min-h-full">
          <MessagePanel
            role="alert"
            icon={<ServerOff className="size-8" />}
            title={t('session.unreachableTitle')}
            action={<Button onPress={() => void session.restore()}>{t('common.retry')}</Button>}
          >
            {t('session.unreachable', { time: format.time(state.since) })}
          </MessagePanel>
        </main>
      );
    case 'signed_out':
      return <SignInPage expired={state.expired} />;
    case 'signed_in':
      return children(state.user);
  }
}
