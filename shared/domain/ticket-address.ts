import { AppError } from './errors.ts';
import type { Instant } from './ports.ts';
import { parseWholeToken, wholeToken, type Token } from './token.ts';

/**
 * What a ticket says of itself, so that a visit can be opened from the paper alone when the device that issued it is lost.
 * `proof` shows that a kiosk of this location printed it.
 */
export type TicketClaim = { visitUid: string; token: Token; /** To the second. */ issuedAt: Instant };
export type TicketAddress = TicketClaim & { proof: string };

/** The text that `proof` is a keyed hash of: kiosk and hub must build it alike. */
export function ticketProofText({ visitUid, token, issuedAt }: TicketClaim): string {
  return `ticket\n${visitUid}\n${wholeToken(token)}\n${seconds(issuedAt)}`;
}

/**
 * `<hub>/t/<visit uid>#<whole token>.<seconds, base 36>.<proof>`: an address for the patient's phone, which does not send
 * what stands after the `#`; the whole of it for the desk's scanner.
 */
export function writeTicketAddress(hubUrl: string, { proof, ...claim }: TicketAddress): string {
  return `${hubUrl}/t/${claim.visitUid}#${wholeToken(claim.token)}.${seconds(claim.issuedAt)}.${proof}`;
}

const ADDRESS = /\/t\/([0-9a-f-]{36})#([^.]+)\.([0-9a-z]{1,9})\.([\w-]{16})$/u;

/** Null for whatever is no ticket's, or was printed without a proof. */
export function readTicketAddress(text: string): TicketAddress | null {
  const [, visitUid = '', whole = '', when = '', proof = ''] = ADDRESS.exec(text.trim()) ?? [];
  if (visitUid === '') return null;
  try {
    return { visitUid, token: parseWholeToken(whole), issuedAt: parseInt(when, 36) * 1000, proof };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function seconds(instant: Instant): string {
  return Math.floor(Math.max(0, instant) / 1000).toString(36);
}
