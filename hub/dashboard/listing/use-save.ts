import { useQueryClient } from '@tanstack/react-query';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/**
 * Asks the hub for a change under one Idempotency-Key, says that it was done, and reads anew whatever `keys` name. Throws
 * what the hub refused it with.
 */
export function useSave(...keys: readonly string[]) {
  const { client, ids, notices } = useDashboard();
  const queries = useQueryClient();
  return async function save<C extends ApiContract>(
    contract: C,
    call: ContractCall<C>,
    doneKey = 'notice.saved',
  ): Promise<ContractReply<C>> {
    const reply = await client.call(contract, call, { idempotencyKey: ids() });
    await Promise.all(keys.map(async (key) => queries.invalidateQueries({ queryKey: [key] })));
    notices.show({ tone: 'done', text: { key: doneKey } });
    return reply;
  };
}
