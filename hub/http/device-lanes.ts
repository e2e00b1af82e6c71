import type { Response } from 'express';
import { push } from '#shared/protocol/api/sync.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { Actor } from './actor.ts';
import type { Route } from './route.ts';
import { createTurns, type Turns } from './turns.ts';

/** Shorter than devices wait for an answer (`shared/device/sync/connect-hub.ts`). */
const WAIT_MS = 45_000;
/** Together fewer than the hub has connections to its database: staff find one free. */
const AT_ONCE = { entrance: 2, push: 3, read: 2, display: 1 };
/** A page of the feed is up to a megabyte, and stays in memory until it has left. */
const REPLIES_AT_ONCE = 32;
/** A device on a slow line keeps the others waiting no longer than that. */
const REPLY_LEAVES_MS = 5_000;

/** Turns for what only devices ask; any other request is answered at once. */
export type DeviceLanes = {
  /** Tells who asks. */
  admit<T>(route: Route, work: () => Promise<T>): Promise<T>;
  work<T>(route: Route, actor: Actor | null, work: () => Promise<T>): Promise<T>;
  /** From before a reply is made until it has left. What nobody waits for any more is not made. */
  reply(route: Route, response: Response, makeAndSend: () => Promise<void>): Promise<void>;
};

/**
 * All devices ask at once when a line comes back. They take turns, and not all in one line: what patients did must reach the
 * hub before a thousand kiosks have read about it, and a display hears of a call while they do.
 */
export function createDeviceLanes(scheduler: Scheduler): DeviceLanes {
  const lane = (atOnce: number): Turns => createTurns(atOnce, WAIT_MS, scheduler);
  const entrance = lane(AT_ONCE.entrance);
  const lanes = { push: lane(AT_ONCE.push), read: lane(AT_ONCE.read), display: lane(AT_ONCE.display) };
  const replies = { read: lane(REPLIES_AT_ONCE), display: lane(REPLIES_AT_ONCE) };

  return {
    admit: async (route, work) => (isForDevices(route) ? entrance.take(work) : work()),
    work: async (route, actor, work) => {
      if (!isForDevices(route)) return work();
      if (actor?.role === 'display') return lanes.display.take(work);
      return (route.contract.id === push.id ? lanes.push : lanes.read).take(work);
    },
    reply: async (route, response, makeAndSend) => {
      if (!isForDevices(route) || route.contract.method !== 'GET') return makeAndSend();
      const isDisplay = (response.locals['actor'] as Actor | null)?.role === 'display';
      return replies[isDisplay ? 'display' : 'read'].take(async () => {
        if (response.closed) return;
        await makeAndSend();
        await hasLeft(response, scheduler);
      });
    },
  };
}

function isForDevices({ access }: Route): boolean {
  return access !== 'public' && access.roles.every((role) => role === 'kiosk' || role === 'display');
}

async function hasLeft(response: Response, scheduler: Scheduler): Promise<void> {
  if (response.closed) return;
  await new Promise<void>((resolve) => {
    const cancel = scheduler.after(REPLY_LEAVES_MS, resolve);
    response.once('close', () => {
      cancel();
      resolve();
    });
  });
}
