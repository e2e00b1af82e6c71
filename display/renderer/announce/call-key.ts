import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';

/** What makes two calls the same one. */
export function callKey(call: Pick<Announcement, 'uid' | 'callCount'>): string {
  return `${call.uid}/${call.callCount}`;
}
