import type { DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { ticketProofText, writeTicketAddress, type TicketClaim } from '#shared/domain/ticket-address.ts';
import { matchHash } from './lookup/match-hash.ts';

/**
 * What the ticket's QR code says: where to follow the visit, and proof enough to open it from the paper should this device be
 * lost before the hub hears of it. Without the proof while no hub has given a key.
 */
export function ticketUrl(
  { hubUrl, matchKey }: Pick<DeviceIdentity, 'hubUrl' | 'matchKey'>,
  claim: TicketClaim,
): string {
  if (!matchKey) return `${hubUrl}/t/${claim.visitUid}`;
  const hash = Buffer.from(matchHash(matchKey, ticketProofText(claim)), 'hex');
  return writeTicketAddress(hubUrl, { ...claim, proof: hash.subarray(0, 12).toString('base64url') });
}
