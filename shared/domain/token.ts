import { z } from 'zod';
import { AppError } from './errors.ts';
import { businessDateSchema } from './service-day.ts';

/**
 * Letters that cannot be mistaken for a digit or another letter on thermal paper or from across a room:
 * no I, O, Q (1, 0), no S, Z, B (5, 2, 8), no U (V).
 */
export const LANE_LETTERS = 'ACDEFGHJKLMNPRTVWXY';

export const laneSchema = z
  .string()
  .regex(new RegExp(`^[${LANE_LETTERS}]{1,3}$`), 'a lane is one to three clear letters');
export type Lane = z.infer<typeof laneSchema>;

export const tokenSchema = z.object({
  businessDate: businessDateSchema,
  lane: laneSchema,
  /** 1-based, counted by one device incarnation within one service day. */
  number: z.int().min(1).max(99_999),
});
export type Token = z.infer<typeof tokenSchema>;

/** `A-047`: what is printed, shown and spoken. */
export function tokenLabel(token: Pick<Token, 'lane' | 'number'>): string {
  return `${token.lane}-${String(token.number).padStart(3, '0')}`;
}

/** `20260314-A-047`: unique for a location for ever; how a token is stored. */
export function wholeToken(token: Token): string {
  return `${token.businessDate.replaceAll('-', '')}-${tokenLabel(token)}`;
}

/** Reads `20260314-A-047`. Throws `token.malformed` for anything else. */
export function parseWholeToken(text: string): Token {
  const match = /^(\d{4})(\d{2})(\d{2})-([A-Z]{1,3})-(\d{3,5})$/.exec(text);
  const parsed = match
    ? tokenSchema.safeParse({
        businessDate: `${match[1]}-${match[2]}-${match[3]}`,
        lane: match[4],
        number: Number(match[5]),
      })
    : undefined;
  // One token, one spelling: `A-0047` would be a second key for A-047.
  if (!parsed?.success || wholeToken(parsed.data) !== text) throw new AppError('token.malformed');
  return parsed.data;
}

/**
 * The n-th lane (0-based): every single letter first, then every pair, then every triple. A lane is never given to a
 * second device incarnation, so the hub hands them out by a counter. Throws `token.lanes_exhausted` after 7,239.
 */
export function nthLane(n: number): Lane {
  if (!Number.isSafeInteger(n) || n < 0) throw new AppError('token.bad_lane_index', { n });
  let rest = n;
  for (let length = 1; length <= 3; length += 1) {
    const count = LANE_LETTERS.length ** length;
    if (rest < count) {
      let lane = '';
      for (let i = 0; i < length; i += 1) {
        lane = LANE_LETTERS.charAt(rest % LANE_LETTERS.length) + lane;
        rest = Math.floor(rest / LANE_LETTERS.length);
      }
      return lane;
    }
    rest -= count;
  }
  throw new AppError('token.lanes_exhausted', { n });
}

/** Which lane it is, 0-based: the inverse of `nthLane`. */
export function laneIndex(lane: Lane): number {
  let before = 0;
  for (let length = 1; length < lane.length; length += 1) before += LANE_LETTERS.length ** length;
  const within = lane.split('').reduce((sum, letter) => sum * LANE_LETTERS.length + LANE_LETTERS.indexOf(letter), 0);
  return before + within;
}
