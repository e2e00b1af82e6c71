import { useQuery, type QueryClient } from '@tanstack/react-query';
import { currentQueue, type QueueGroup, type QueueRow } from '#shared/protocol/api/queue.ts';
import { listStations } from '#shared/protocol/api/directory.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { putRow } from './put-row.ts';
import type { BoardCache } from './queue-actions.ts';

export const QUEUE_KEY = ['queue'] as const;
/** Pokes may all be lost: the board converges regardless. */
const POLL_MS = 15_000;

export function useQueueGroups() {
  const { client, live } = useDashboard();
  return useQuery({
    queryKey: QUEUE_KEY,
    queryFn: async (): Promise<QueueGroup[]> => {
      try {
        const groups = await client.call(currentQueue, { query: {} });
        live.answered();
        return groups;
      } catch (error) {
        live.failed();
        throw error;
      }
    },
    meta: { poked: true },
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: true,
    retry: false,
  });
}

export function useStations() {
  const { client } = useDashboard();
  return useQuery({
    queryKey: ['stations'],
    queryFn: () => client.call(listStations, {}),
    select: (stations) => stations.filter((station) => station.active),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  });
}

export function boardCache(queries: QueryClient): BoardCache {
  return {
    putRow: (row: QueueRow) => {
      queries.setQueryData<QueueGroup[]>(QUEUE_KEY, (groups) => groups && putRow(groups, row));
    },
    refetch: () => void queries.invalidateQueries({ queryKey: QUEUE_KEY }),
  };
}
