import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceLog } from '#shared/device/device-log.ts';
import type { ConnectHub, PokeListener } from '#shared/device/sync/hub-link.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import type { QueueEntryView, SyncedEntity } from '#shared/protocol/entities.ts';
import type { FeedRow } from '#shared/protocol/sync/pull.ts';
import { aLocation, aQueueEntry, aService, aStation, uidOf } from '#testing/factories/queue-stream.ts';
import { startDisplay, type Display } from './start-display.ts';

const MINUTE = 60_000;
const ROOM = aStation(1, 'Room 2');
const TODAY = new Date().toISOString().slice(0, 10);
const QUIET: DeviceLog = { debug() {}, info() {}, warn() {}, error() {} };

/** A hub as far as a display can see it: it pairs, tells its time and gives out its feed. */
function aHub() {
  const rows: FeedRow[] = [];
  const listeners = new Set<PokeListener>();
  let reachable = true;
  const location = aLocation({ cutoverHour: 0, timeZone: 'UTC' });
  const replies: Record<string, (call: { query?: { after: number } }) => unknown> = {
    'devices.pair': () => ({
      deviceUid: uidOf(7001),
      deviceKey: 'key',
      deviceName: 'Waiting room',
      incarnation: uidOf(7002),
      lane: 'A',
      hubEpoch: uidOf(7003),
      location,
    }),
    'sync.hello': () => ({
      protocol: 1,
      hubEpoch: uidOf(7003),
      lastSeq: 0,
      location,
      heads: { queue: rows.length },
      now: Date.now(),
    }),
    'sync.pull': ({ query }) => ({ stream: 'queue', rows: rows.slice(query?.after ?? 0), head: rows.length }),
  };
  const connect: ConnectHub = () => ({
    call: async (contract, call) => {
      const reply = replies[contract.id];
      if (!reachable || !reply) throw new AppError('network.unreachable');
      return reply(call as { query?: { after: number } }) as never;
    },
    listen: (listener) => void listeners.add(listener),
    close: () => listeners.clear(),
  });
  return {
    connect,
    tell(entity: SyncedEntity, payload: { uid: string }) {
      rows.push({ seq: rows.length + 1, entity, uid: payload.uid, rev: rows.length + 1, payload });
      for (const listener of listeners)
        listener.onPoke({ locationUid: location.uid, stream: 'queue', head: rows.length });
    },
    reachable(now: boolean) {
      reachable = now;
      if (now) for (const listener of listeners) listener.onConnect();
    },
  };
}

function called(n: number, changes: Partial<QueueEntryView> = {}): QueueEntryView {
  return aQueueEntry(n, {
    status: 'called',
    serviceUid: aService(1, 'Consultation').uid,
    stationUid: ROOM.uid,
    businessDate: TODAY,
    calledAt: Date.now(),
    callCount: 1,
    ...changes,
  });
}

let folder: string;
let hub: ReturnType<typeof aHub>;
const running: Display[] = [];

async function start({ clockAheadMs = 0 } = {}): Promise<Display> {
  const ports = systemPorts();
  const display = startDisplay({
    dataDir: folder,
    appVersion: '1',
    pollMs: 60_000,
    pairing: null,
    ports: { ...ports, clock: () => ports.clock() + clockAheadMs },
    connect: hub.connect,
    log: QUIET,
  });
  running.push(display);
  if (!topicsOf(display).state.get().paired)
    await methodsOf(display).pair({ hubUrl: 'http://hub.example', code: 'ABC123' });
  return display;
}

async function stop(display: Display): Promise<void> {
  running.splice(running.indexOf(display), 1);
  await display.stop();
}

function topicsOf({ handlers }: Display) {
  const { 'device.state': state, 'display.board': board, 'display.announcement': current } = handlers.topics;
  return { state, board, current };
}
function methodsOf({ handlers }: Display) {
  const { 'device.pair': pair, 'display.announced': announced } = handlers.methods;
  return { pair, announced };
}
const currentOf = (display: Display) => topicsOf(display).current.get();
const boardOf = (display: Display) => topicsOf(display).board.get();
const tokenOf = async (display: Display, token: string | null) => {
  await expect.poll(() => currentOf(display)?.token ?? null).toBe(token);
};

async function acknowledge(display: Display, heard = true): Promise<void> {
  const { uid, callCount } = currentOf(display) as Announcement;
  await methodsOf(display).announced({ uid, callCount, heard });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-display-'));
  hub = aHub();
  hub.tell('station', ROOM);
  hub.tell('service', aService(1, 'Consultation'));
});

afterEach(async () => {
  while (running.length > 0) await stop(running[0] as Display);
  rmSync(folder, { recursive: true });
});

describe('a display', () => {
  it('names one call after the other, and puts them on its board', async () => {
    const display = await start();
    for (const n of [1, 2]) hub.tell('queue_entry', called(n));
    await tokenOf(display, 'A-001');
    await acknowledge(display);
    await tokenOf(display, 'A-002');
    await acknowledge(display);
    await tokenOf(display, null);
    expect(boardOf(display).calls).toHaveLength(2);
  });

  it('repeats nothing after a restart, and forgets nothing', async () => {
    const first = await start();
    for (const n of [1, 2]) hub.tell('queue_entry', called(n));
    await tokenOf(first, 'A-001');
    await acknowledge(first);
    await stop(first);

    hub.reachable(false);
    const second = await start();
    await tokenOf(second, 'A-002');
    expect(boardOf(second).calls).toHaveLength(2);
  });

  it('announces a recall, and an acknowledgement of the first call that comes late does not silence it', async () => {
    const display = await start();
    hub.tell('queue_entry', called(1));
    await tokenOf(display, 'A-001');
    hub.tell('queue_entry', called(1, { callCount: 2 }));
    await expect.poll(() => currentOf(display)?.callCount).toBe(2);
    await methodsOf(display).announced({ uid: uidOf(1), callCount: 1, heard: true });
    expect(currentOf(display)?.callCount).toBe(2);
    await acknowledge(display);
    expect(currentOf(display)).toBeNull();
  });

  it('shows what it missed while cut off, and announces only what is still of use', async () => {
    const display = await start();
    hub.reachable(false);
    hub.tell('queue_entry', called(1, { calledAt: Date.now() - 30 * MINUTE }));
    hub.tell('queue_entry', called(2, { calledAt: Date.now() - MINUTE }));
    hub.reachable(true);
    await tokenOf(display, 'A-002');
    await acknowledge(display);
    expect(currentOf(display)).toBeNull();
    expect(boardOf(display).calls.map((call) => call.token)).toEqual(['A-002', 'A-001']);
  });

  it.each([-26, 26])('goes by the hub’s time when its own clock is %i hours wrong', async (hours) => {
    const display = await start({ clockAheadMs: hours * 60 * MINUTE });
    hub.tell('queue_entry', called(1));
    hub.tell('queue_entry', aQueueEntry(2, { serviceUid: aService(1, '').uid, businessDate: TODAY }));
    await tokenOf(display, 'A-001');
    expect(boardOf(display).waiting.map((group) => group.tokens)).toEqual([['A-002']]);
  });

  it('announces a call whose token bears a date long past', async () => {
    const display = await start();
    hub.tell('queue_entry', called(1, { businessDate: '1970-01-02' }));
    await expect.poll(() => currentOf(display)?.token).toBe('A-001');
  });
});
