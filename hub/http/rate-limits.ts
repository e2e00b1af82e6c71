import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#shared/domain/errors.ts';

export type RateLimit = {
  /** Counts an attempt. Throws `auth.too_many_attempts`, or `request.too_many`, with `retryAfterSeconds` when there were too many. */
  attempt(...who: string[]): Promise<void>;
  /** It was right after all: the count starts anew. */
  forgive(...who: string[]): Promise<void>;
};

export type RateLimits = {
  signIn: RateLimit;
  pairing: RateLimit;
  booking: RateLimit;
  holding: RateLimit;
  links: RateLimit;
  /** Every request counts for one of these three. */
  person: RateLimit;
  device: RateLimit;
  anyone: RateLimit;
  /** Every connection to listen on counts for its address, whoever it is of. */
  handshake: RateLimit;
};

/**
 * Counted in Postgres, so the limits hold over any number of hub processes. Sign-in is counted for an account *at an
 * address*, or in a browser that knew its password before: someone who guesses elsewhere cannot lock its owner out.
 * `requestsPerMinute` is what one person may ask, 0 for no limit; devices, which catch up on days, twice that; and all who
 * have not said who they are at one address, half.
 */
export function createRateLimits(pool: pg.Pool, key: Uint8Array, requestsPerMinute: number): RateLimits {
  const general = (keyPrefix: string, share: number) => {
    const points = Math.ceil(requestsPerMinute * share);
    return points === 0
      ? NO_LIMIT
      : createRateLimit(pool, key, { keyPrefix, points, duration: 60 }, 'request.too_many');
  };
  return {
    person: general('person', 1),
    device: general('device', 2),
    anyone: general('anyone', 0.5),
    handshake: general('handshake', 0.5),
    links: createRateLimit(pool, key, { keyPrefix: 'links', points: 20, duration: 10 * 60 }),
    signIn: createRateLimit(pool, key, { keyPrefix: 'sign_in', points: 5, duration: 15 * 60 }),
    pairing: createRateLimit(pool, key, { keyPrefix: 'pairing', points: 10, duration: 10 * 60 }),
    // A family, or an office behind one address, books a few; a script that empties a calendar books all.
    booking: createRateLimit(pool, key, { keyPrefix: 'booking', points: 20, duration: 60 * 60 }),
    holding: createRateLimit(pool, key, { keyPrefix: 'holding', points: 40, duration: 60 * 60 }),
  };
}

const NO_LIMIT: RateLimit = { attempt: async () => undefined, forgive: async () => undefined };

function createRateLimit(
  pool: pg.Pool,
  secret: Uint8Array,
  rule: { keyPrefix: string; points: number; duration: number },
  code = 'auth.too_many_attempts',
): RateLimit {
  const limiter = new RateLimiterPostgres({
    ...rule,
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: true,
  });
  // Accounts and addresses of people do not belong into a table that no one looks after.
  const hide = (who: string[]) => createHmac('sha256', secret).update(JSON.stringify(who)).digest('base64url');
  return {
    async attempt(...who) {
      try {
        await limiter.consume(hide(who));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw new AppError(code, { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
      }
    },
    async forgive(...who) {
      await limiter.delete(hide(who));
    },
  };
}
