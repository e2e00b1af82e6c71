import { ServerOff } from 'lucide-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StaffUser } from '#shared/protocol/api/auth.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import type { Entry } from '#dashboard/entry/take-entry.ts';
import { useFormat } from '#dashboard/preferences/use-format.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Seen once in a person's time at the clinic; everybody else need not load it. */
const LinkPage = lazy(async () => ({ default: (await import('#dashboard/entry/link-page.tsx')).LinkPage }));

export type SessionGateProps = { entry: Entry; children: (user: StaffUser) => ReactNode };

/** Shows the dashboard to whoever is signed in, and to everyone else what stands between. */
export function SessionGate({ entry, children }: SessionGateProps) {
  const { t } = useTranslation();
  const [link, setLink] = useState(entry.link);
  const { session } = useDashboard();
  const format = useFormat();
  const state = useStore(session.store);
  if (link) {
    return (
      <Suspense>
        <LinkPage
          link={link}
          onLeave={() => {
            history.replaceState(null, '', '/');
            setLink(null);
          }}
        />
      </Suspense>
    );
  }
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
      return <SignInPage expired={state.expired} ssoError={entry.ssoError} />;
    case 'signed_in':
      return children(state.user);
  }
}
