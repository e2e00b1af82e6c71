import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import { previewTicket } from '#shared/protocol/api/tickets.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** Between two letters of somebody who types; a picture for each would only be in the way. */
const PAUSE_MS = 250;

type Wanted = ContractCall<typeof previewTicket>['body'];

/** The ticket as it would now be printed. While it is drawn anew, as it was. */
export function useTicketPreview(wanted: Wanted): UseQueryResult<ContractReply<typeof previewTicket>> {
  const { client, scheduler } = useDashboard();
  const now = JSON.stringify(wanted);
  const [settled, setSettled] = useState(now);
  useEffect(() => scheduler.after(PAUSE_MS, () => setSettled(now)), [scheduler, now]);
  return useQuery({
    queryKey: ['ticket-preview', settled],
    queryFn: async () => client.call(previewTicket, { body: JSON.parse(settled) as Wanted }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}
