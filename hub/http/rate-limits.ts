import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#shared/domain/errors.ts';

export type RateLimit = {
  /** Counts an attempt. Throws `auth.too_many_attempts` with `retryAfterSeconds` when there were too many. */
  attempt(...who: string[]): Promise<void>;
  /** It was right after all: the count starts anew. */
  forgive(...who: string[]): Promise<void>;
};

export type RateLimits = { signIn: RateLimit; pairing: RateLimit; booking: RateLimit; holding: RateLimit };

/**
 * Counted in Postgres, so the limits hold over any number of hub processes. Sign-in is counted for an account *at an
 * address*: someone who guesses elsewhere cannot lock its owner out.
 */
export function createRateLimits(pool: pg.Pool, key: Uint8Array): RateLimits {
  return {
    signIn: createRateLimit(pool, key, { keyPrefix: 'sign_in', points: 5, duration: 15 * 60 }),
    pairing: createRateLimit(pool, key, { keyPrefix: 'pairing', points: 10, duration: 10 * 60 }),
    // A family, or an office behind one address, books a few; a script that empties a calendar books all.
    booking: createRateLimit(pool, key, { keyPrefix: 'booking', points: 20, duration: 60 * 60 }),
    holding: createRateLimit(pool, key, { keyPrefix: 'holding', points: 40, duration: 60 * 60 }),
  };
}

function createRateLimit(
  pool: pg.Pool,
  secret: Uint8Array,
  rule: { keyPrefix: string; points: number; duration: number },
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
        throw new AppError('auth.too_many_attempts', { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
      }
    },
    async forgive(...who) {
      await limiter.delete(hide(who));
    },
  };
}
