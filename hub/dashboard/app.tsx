import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useDashboard, DashboardProvider, type Dashboard } from '#dashboard/api/dashboard-context.ts';
import { connectLive } from '#dashboard/live/connect-live.ts';
import type { Entry } from '#dashboard/entry/take-entry.ts';
import { NoticeRegion } from '#dashboard/notices/notice-region.tsx';
import { SessionGate } from '#dashboard/session/session-gate.tsx';
import { Shell } from '#dashboard/shell/shell.tsx';

export type AppProps = { dashboard: Dashboard; queries: QueryClient; entry: Entry };

export function App({ dashboard, queries, entry }: AppProps) {
  const { i18n } = useTranslation();
  return (
    <DashboardProvider value={dashboard}>
      <QueryClientProvider client={queries}>
        <I18nProvider locale={i18n.language}>
          {/* oxlint-disable-next-line react/hooks -- the router calls it as the hook it is */}
          <Router hook={useHashLocation}>
            <SessionGate entry={entry}>
              {(user) => (
                // Nothing of one person's screen may outlive their session.
                <SignedIn key={user.id} queries={queries} />
              )}
            </SessionGate>
          </Router>
        </I18nProvider>
      </QueryClientProvider>
    </DashboardProvider>
  );
}

function SignedIn({ queries }: { queries: QueryClient }) {
  const { session, live, scheduler } = useDashboard();
  useEffect(() => {
    const disconnect = connectLive({
      session,
      live,
      scheduler,
      onNews: () => void queries.invalidateQueries({ predicate: (query) => query.meta?.['poked'] === true }),
    });
    return () => {
      disconnect();
      queries.clear();
    };
  }, [session, live, scheduler, queries]);
  return (
    <>
      <Shell />
      <NoticeRegion />
    </>
  );
}
