import type { Scheduler } from '#shared/domain/ports.ts';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import { readPrintRequest } from '#shared/protocol/api/ticket-copies.ts';
import type { HubClient } from '#dashboard/api/hub-client.ts';

export type ReprintEnd = ContractReply<typeof readPrintRequest>;

const ASK_EVERY_MS = 1_000;
/** A kiosk that prints has reported by then. One that is off line, or has no paper, may yet: nobody stands and waits for it. */
const PATIENCE_MS = 25_000;

/**
 * Asks what becomes of a copy until the kiosk has reported it, or for as long as the person who asked will wait; then it
 * gives the request as it stands, with no outcome. Null: the hub did not answer any more.
 */
export async function followReprint(
  { client, scheduler }: { client: HubClient; scheduler: Scheduler },
  requestId: number,
): Promise<ReprintEnd | null> {
  let last: ReprintEnd | null = null;
  for (let waited = 0; waited < PATIENCE_MS; waited += ASK_EVERY_MS) {
    await new Promise<void>((resolve) => void scheduler.after(ASK_EVERY_MS, resolve));
    try {
      last = await client.call(readPrintRequest, { params: { id: requestId } });
    } catch {
      // The hub may be back before patience ends.
      continue;
    }
    if (last.outcome !== null) return last;
  }
  return last;
}
