import { createContext, useContext } from 'react';
import type { ApiTransport } from '#shared/protocol/api/client.ts';
import type { Clock, Ids, Scheduler } from '#shared/domain/ports.ts';
import type { LiveStore } from '#dashboard/live/live.store.ts';
import type { NoticesStore } from '#dashboard/notices/notices.store.ts';
import type { PendingStore } from '#dashboard/board/pending.store.ts';
import type { PreferencesStore } from '#dashboard/preferences/preferences.store.ts';
import type { Session } from '#dashboard/session/session.store.ts';
import type { HubClient } from './hub-client.ts';

/** What a screen may reach beyond its own props. */
export type Dashboard = {
  client: HubClient;
  /** For the few operations that need nobody to be signed in. */
  hub: ApiTransport;
  session: Session;
  live: LiveStore;
  notices: NoticesStore;
  pending: PendingStore;
  preferences: PreferencesStore;
  clock: Clock;
  ids: Ids;
  scheduler: Scheduler;
};

const DashboardContext = createContext<Dashboard | null>(null);
export const DashboardProvider = DashboardContext.Provider;

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('A screen was rendered outside DashboardProvider');
  return dashboard;
}
