import type { Stream } from '#shared/protocol/entities.ts';
import type { QueueSocketMessage } from '#shared/protocol/queue-socket.ts';
import { readFeed } from '#hub/features/sync/read-feed.ts';
import { readHeads } from '#hub/features/sync/read-heads.ts';
import type { Hub } from '#hub/hub.ts';
import type { Listener } from './listener.ts';
import { messagesOfRow } from './messages-of-rows.ts';
import { positionChanges, readPositions, type Positions } from './positions.ts';

const PAGE = 500;
const STREAMS: readonly Stream[] = ['queue', 'clinic'];
const NOBODY: Positions = new Map();

/**
 * Those who listen to one location in this process. The feed is read once for all of them. Everything happens one after the other: who
 * comes in meanwhile gets what they missed first, and then what everyone gets.
 */
export type Room = {
  isEmpty(): boolean;
  enter(listener: Listener, since: number | undefined): void;
  leave(listener: Listener): void;
  /** The feed has moved. */
  note(): void;
};

export function openRoom(hub: Hub, locationId: number): Room {
  const listeners = new Set<Listener>();
  const cursors = new Map<Stream, number>();
  let positions: Positions = NOBODY;
  let turn: Promise<void> = Promise.resolve();
  let isNoted = false;

  function inTurn(work: () => Promise<void>): void {
    turn = turn.then(work).catch((error: unknown) => {
      // The next news or look takes up where this broke off.
      hub.log.warn({ err: error, locationId }, 'listeners to the queue could not be told; trying again');
    });
  }

  async function start(): Promise<void> {
    if (cursors.size > 0) return;
    const heads = await readHeads(hub.db, locationId);
    for (const stream of STREAMS) cursors.set(stream, heads[stream] ?? 0);
    positions = await readPositions(hub.db, locationId, hub.clock());
  }

  /** Reads on from a number. Gives where it stands then; null when rows before it are gone. */
  async function readOn(
    stream: Stream,
    after: number,
    tell: (message: QueueSocketMessage) => void,
    upTo = Infinity,
  ): Promise<number | null> {
    let cursor = after;
    for (;;) {
      const page = await readFeed(hub.db, { locationId, stream, after: cursor, limit: PAGE });
      if (page.snapshot || page.head < cursor) return null;
      const rows = page.rows.filter((row) => row.seq <= upTo);
      for (const row of rows) for (const message of messagesOfRow(stream, row)) tell(message);
      cursor = rows.at(-1)?.seq ?? cursor;
      if (rows.length < PAGE) return cursor;
    }
  }

  function tellAll(stream: Stream, message: QueueSocketMessage): void {
    for (const listener of listeners) if (listener.hears(stream)) listener.send(message);
  }

  async function catchUp(): Promise<void> {
    isNoted = false;
    await start();
    for (const stream of STREAMS) {
      const before = cursors.get(stream) ?? 0;
      const after = await readOn(stream, before, (message) => tellAll(stream, message));
      if (after === null) {
        // A feed that went back, or was pruned past us: a hub restored from a backup.
        const head = (await readHeads(hub.db, locationId))[stream] ?? 0;
        cursors.set(stream, head);
        tellAll(stream, { type: 'reset', seq: head });
        continue;
      }
      cursors.set(stream, after);
      if (stream === 'queue' && after !== before) await tellPositions(after);
    }
  }

  async function tellPositions(seq: number): Promise<void> {
    const now = await readPositions(hub.db, locationId, hub.clock());
    for (const message of positionChanges(positions, now, seq)) tellAll('queue', message);
    positions = now;
  }

  async function letIn(listener: Listener, since: number | undefined): Promise<void> {
    await catchUp();
    const head = cursors.get('queue') ?? 0;
    listener.send({ type: 'ready', location_uid: listener.data.admission.locationUid, seq: head });
    if (since !== undefined) {
      // No further than everyone has heard: what came meanwhile is told to all at once.
      const missed = since > head ? null : await readOn('queue', since, (message) => listener.send(message), head);
      if (missed === null) listener.send({ type: 'reset', seq: head });
    }
    for (const message of positionChanges(NOBODY, positions, head)) listener.send(message);
    listeners.add(listener);
  }

  return {
    isEmpty: () => listeners.size === 0,
    enter: (listener, since) => inTurn(async () => letIn(listener, since)),
    leave: (listener) => inTurn(async () => void listeners.delete(listener)),
    note() {
      if (isNoted || listeners.size === 0) return;
      isNoted = true;
      inTurn(catchUp);
    },
  };
}
