import '#shared/ui/zod-without-eval.ts';
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { v7 as uuid } from 'uuid';
import { callApi } from '#shared/protocol/api/client.ts';
import { refreshSession, signIn, signOut } from '#shared/protocol/api/auth.ts';
import { browserClock, browserScheduler } from '#shared/ui/browser-ports.ts';
import { startI18n } from '#shared/ui/i18n/start-i18n.ts';
import type { Dashboard } from '#dashboard/api/dashboard-context.ts';
import { createHubClock } from '#dashboard/api/hub-clock.ts';
import { createHubClient } from '#dashboard/api/hub-client.ts';
import { App } from '#dashboard/app.tsx';
import { createPendingStore } from '#dashboard/board/pending.store.ts';
import { takeEntry } from '#dashboard/entry/take-entry.ts';
import { createLiveStore } from '#dashboard/live/live.store.ts';
import { createNoticesStore } from '#dashboard/notices/notices.store.ts';
import { browserLanguage, createPreferencesStore } from '#dashboard/preferences/preferences.store.ts';
import { applyTheme } from '#dashboard/preferences/theme.ts';
import { browserSessionChannel, browserSessionLock } from '#dashboard/session/browser-session-ports.ts';
import { createSession } from '#dashboard/session/session.store.ts';
import './app.css';

/** The one place where the dashboard's parts meet the browser. */
const entry = takeEntry(location, history);
const ids = () => uuid();
const preferences = createPreferencesStore(localStorage);
applyTheme(preferences);

const hubClock = createHubClock(browserClock);
const hub = {
  baseUrl: '',
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const response = await fetch(input, init);
    hubClock.heard(response.headers.get('date'));
    return response;
  },
};
const session = createSession({
  auth: {
    signIn: (body) => callApi(hub, signIn, { body }),
    refresh: () => callApi(hub, refreshSession, {}),
    signOut: async () => void (await callApi(hub, signOut, {})),
  },
  channel: browserSessionChannel(),
  lock: browserSessionLock,
  clock: hubClock.now,
  random: Math.random,
  scheduler: browserScheduler,
});

const dashboard: Dashboard = {
  hub,
  session,
  preferences,
  client: createHubClient({ session, scheduler: browserScheduler, fetch: hub.fetch }),
  live: createLiveStore(hubClock.now),
  notices: createNoticesStore(ids, browserScheduler),
  pending: createPendingStore(),
  clock: hubClock.now,
  scheduler: browserScheduler,
  ids,
};

const texts = import.meta.glob(['./texts/*.json', './*/texts/*.json'], { import: 'default' });
const language = preferences.getState().language ?? browserLanguage(navigator.languages);
// Both at once: the page opens as fast as the slower of them.
await Promise.all([startI18n({ texts, language }), session.restore()]);

createRoot(document.querySelector('#root')!).render(
  <App dashboard={dashboard} queries={new QueryClient()} entry={entry} />,
);
