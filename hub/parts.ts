import type { Server } from 'node:http';
import { startDuplicateSearch } from './features/duplicates/start-duplicate-search.ts';
import type { Hub } from './hub.ts';
import { startHousekeeping } from './features/housekeeping/start-housekeeping.ts';
import { startKnownPatients } from './features/patients/start-known-patients.ts';
import { startSyncUpkeep } from './features/sync/sync-upkeep.ts';
import { startFeedListening } from './realtime/start-feed-listening.ts';
import { startQueueSocket } from './realtime/start-queue-socket.ts';
import { startRealtime } from './realtime/start-realtime.ts';
import { startWaits } from './realtime/start-waits.ts';

/** What runs beside the routes (realtime, jobs). It starts before the hub listens and stops before the database does. */
export type HubPart = { stop(): Promise<void> };
export type StartHubPart = (hub: Hub, server: Server) => Promise<HubPart>;

/** The one list of them, in the order of starting. */
export const HUB_PARTS: readonly StartHubPart[] = [
  startRealtime,
  startQueueSocket,
  startWaits,
  startHousekeeping,
  startSyncUpkeep,
  startDuplicateSearch,
  startKnownPatients,
  // Last, so that nobody who wants to hear is missing when it begins to tell.
  startFeedListening,
];
