import type { ConnectHub } from '#shared/device/sync/hub-link.ts';
import type { Clock } from '#shared/domain/ports.ts';
import { hello } from '#shared/protocol/api/sync.ts';

/**
 * The hub's time, learned from its answers to hello. Calls carry the hub's time, and a display's own clock may be wrong
 * by hours: measured by that, every call would be stale and none would ever be announced.
 */
export function followHubClock(connect: ConnectHub, clock: Clock): { connect: ConnectHub; hubClock: Clock } {
  let aheadMs = 0;
  return {
    hubClock: () => clock() + aheadMs,
    connect: (address) => {
      const link = connect(address);
      return {
        ...link,
        call: async (contract, call) => {
          const reply = await link.call(contract, call);
          if (contract.id === hello.id) aheadMs = (reply as { now: number }).now - clock();
          return reply;
        },
      };
    },
  };
}
