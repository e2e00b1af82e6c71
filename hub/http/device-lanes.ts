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
/** What a device sends, and a page of the feed that it reads, is up to a megabyte, in memory until the answer has left. */
const INSIDE_AT_ONCE = 32;
/** A device on a slow line keeps the others waiting no longer than that. */
const INSIDE_MS = 20_000;

/** Turns for what only devices ask; any other request is answered at once. */
export type DeviceLanes = {
  /** Tells who asks. */
  admit<T>(route: Route, work: () => Promise<T>): Promise<T>;
  /**
   * Settles when there is room for what the device sends and is sent: its body is read after that. False: nobody waits
   * for the answer any more.
   */
  enter(route: Route, response: Response): Promise<boolean>;
  work<T>(route: Route, actor: Actor | null, work: () => Promise<T>): Promise<T>;
};

/**
 * All devices ask at once when a line comes back. They take turns, and not all in one line: what patients did must reach the
 * hub before a thousand kiosks have read about it, and a display hears of a call while they do.
 */
export function createDeviceLanes(scheduler: Scheduler): DeviceLanes {
  const lane = (atOnce: number): Turns => createTurns(atOnce, WAIT_MS, scheduler);
  const entrance = lane(AT_ONCE.entrance);
  const lanes = { push: lane(AT_ONCE.push), read: lane(AT_ONCE.read), display: lane(AT_ONCE.display) };
  const inside = { push: lane(INSIDE_AT_ONCE), read: lane(INSIDE_AT_ONCE), display: lane(INSIDE_AT_ONCE) };

  return {
    admit: async (route, work) => (isForDevices(route) ? entrance.take(work) : work()),
    enter: async (route, response) => {
      if (!isForDevices(route)) return true;
      await new Promise<void>((resolve, reject) => {
        const untilLeft = async (): Promise<void> => {
          resolve();
          await hasLeft(response, scheduler);
        };
        inside[laneOf(route, response.locals['actor'] as Actor | null)].take(untilLeft).catch(reject);
      });
      return !response.closed;
    },
    work: async (route, actor, work) => (isForDevices(route) ? lanes[laneOf(route, actor)].take(work) : work()),
  };
}

function laneOf({ contract }: Route, actor: Actor | null): 'push' | 'read' | 'display' {
  if (actor?.role === 'display') return 'display';
  return contract.id === push.id ? 'push' : 'read';
}

function isForDevices({ access }: Route): boolean {
  return access !== 'public' && access.roles.every((role) => role === 'kiosk' || role === 'display');
}

async function hasLeft(response: Response, scheduler: Scheduler): Promise<void> {
  if (response.closed) return;
  await new Promise<void>((resolve) => {
    const cancel = scheduler.after(INSIDE_MS, resolve);
    response.once('close', () => {
      cancel();
      resolve();
    });
  });
}
