import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** What the hub has of something, kept under `key` until a change there or a poke asks for it anew. */
export function useList<C extends ApiContract>(
  key: string,
  contract: C,
  call: ContractCall<C>,
  options: { enabled?: boolean; poked?: boolean; everyMs?: number } = {},
): UseQueryResult<ContractReply<C>> {
  const { client } = useDashboard();
  return useQuery({
    queryKey: [key, call],
    queryFn: async () => client.call(contract, call),
    enabled: options.enabled ?? true,
    meta: { poked: options.poked ?? false },
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  });
}
