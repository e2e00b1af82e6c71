import { useQuery } from '@tanstack/react-query';
import { listDevices } from '#shared/protocol/api/devices.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** `pairing`: a new device is awaited, so it is asked for more often. */
export function useDevices(pairing = false) {
  const { client } = useDashboard();
  return useQuery({
    queryKey: ['devices'],
    queryFn: () => client.call(listDevices, {}),
    meta: { poked: true },
    refetchInterval: pairing ? 2_000 : 15_000,
  });
}
