import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '#shared/domain/ports.ts';
import { createAttemptLimit, type AttemptMemory } from '#kiosk/lookup/attempt-limit.ts';

/** Two slips cost nothing; then half a minute, doubled each time. Ten thousand PINs would take a year. */
const PIN_GUESSES = { free: 3, firstPauseMs: 30_000, longestPauseMs: 3_600_000, forgetMs: 24 * 3_600_000 };
const IDLE_MS = 5 * 60_000;

export type UnlockReply =
  | { status: 'open'; session: string }
  | { status: 'wrong'; waitSeconds: number }
  | { status: 'no_pin' };

export type StaffSession = {
  unlock(pin: string): Promise<UnlockReply>;
  /** Throws `staff.locked`; otherwise the session lives on from now. */
  require(session: string): void;
  lock(): void;
};

export type StaffSessionOptions = {
  readPinHash: () => string | null;
  localPin: string | null;
  /** Keeps the wrong guesses over a restart. */
  memory?: AttemptMemory;
};

/**
 * The one staff session of this kiosk. The PIN's hash is the clinic's, from the hub, or else that of a PIN in this kiosk's
 * environment. Guesses are slowed down here, in the device: whatever the page does, it cannot try them all.
 */
export function createStaffSession(clock: Clock, { readPinHash, localPin, memory }: StaffSessionOptions): StaffSession {
  const guesses = createAttemptLimit(clock, PIN_GUESSES, memory);
  const localHash = localPin === null ? Promise.resolve(null) : hash(localPin);
  let open: { session: string; until: number } | null = null;
  // One at a time: a hundred guesses sent at once would all be heard before the first had failed.
  let last: Promise<unknown> = Promise.resolve();

  async function unlockNow(pin: string): Promise<UnlockReply> {
    const pinHash = readPinHash() ?? (await localHash);
    if (pinHash === null) return { status: 'no_pin' };
    if (guesses.waitMs() > 0) return { status: 'wrong', waitSeconds: Math.ceil(guesses.waitMs() / 1000) };
    // A hash that cannot be read opens nothing.
    const isRight = await verify(pinHash, pin).catch(() => false);
    if (!isRight) {
      guesses.fail();
      return { status: 'wrong', waitSeconds: Math.ceil(guesses.waitMs() / 1000) };
    }
    guesses.succeed();
    const session = randomBytes(24).toString('base64url');
    open = { session, until: clock() + IDLE_MS };
    return { status: 'open', session };
  }

  return {
    unlock: async (pin) => {
      const mine = last.then(async () => unlockNow(pin));
      last = mine.catch(() => undefined);
      return mine;
    },
    require: (session) => {
      if (!open || open.session !== session || open.until <= clock()) throw new AppError('staff.locked');
      open.until = clock() + IDLE_MS;
    },
    lock: () => {
      open = null;
    },
  };
}
