import { createContext, useContext } from 'react';
import type { Clock, Ids } from '#shared/domain/ports.ts';
import type { HubClient } from './hub-client.ts';
import type { Session } from '#dashboard/session/session.store.ts';

/** What a screen may reach beyond its own props. */
export type Dashboard = { client: HubClient; session: Session; clock: Clock; ids: Ids };

const DashboardContext = createContext<Dashboard | null>(null);
export const DashboardProvider = DashboardContext.Provider;

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('A screen was rendered outside DashboardProvider');
  return dashboard;
}
