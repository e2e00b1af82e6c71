import { createHmac } from 'node:crypto';

/** Hex HMAC-SHA-256 of a text of shared/domain/match-text.ts, under the location's key (base64url). */
export function matchHash(matchKey: string, text: string): string {
  return createHmac('sha256', Buffer.from(matchKey, 'base64url')).update(text, 'utf8').digest('hex');
}
