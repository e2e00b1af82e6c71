import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ApiContract, ContractReply } from '#shared/protocol/api/contract.ts';
import { hello, pull, push } from '#shared/protocol/api/sync.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import { LOCATION, newFolder, NOON, openPairedDevice, removeFolder, silentLog } from '#testing/device/device-world.ts';
import type { HubLink, PokeListener } from './hub-link.ts';
import { startSyncLoop, type SyncLoop } from './sync-loop.ts';

let folder: string;
let db: DeviceDatabase;
let loop: SyncLoop;
let timers: { delay: number; run: () => void }[];
let asked: string[];
let read: Stream[];
let down: boolean;
let pokes: PokeListener;

const link: HubLink = {
  call: async <C extends ApiContract>(contract: C, call: object): Promise<ContractReply<C>> => {
    asked.push(contract.id);
    const stream = 'query' in call ? (call.query as { stream: Stream }).stream : undefined;
    if (stream) read.push(stream);
    if (down) throw new AppError('network.unreachable');
    const { incarnation, hubEpoch } = requireIdentity(db);
    const replies: Record<string, unknown> = {
      [hello.id]: { protocol: 1, hubEpoch, lastSeq: 0, location: LOCATION, heads: {}, now: NOON },
      [push.id]: { status: 'ok', lastSeq: 1, results: [] },
      [pull.id]: { stream, rows: [], head: stream === 'queue' ? 2 : 0 },
    };
    expect(incarnation).toBeTruthy();
    return replies[contract.id] as ContractReply<C>;
  },
  listen: (listener) => {
    pokes = listener;
  },
  close: () => undefined,
};

beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
  [timers, asked, read, down] = [[], [], [], false];
});
afterEach(async () => {
  await loop.stop();
  closeDatabase(db);
  removeFolder(folder);
});

const start = (streams: Stream[] = ['queue']): void => {
  loop = startSyncLoop({
    db,
    link,
    ports: {
      clock: () => NOON,
      random: () => 0.5,
      scheduler: {
        after: (delay, run) => {
          const timer = { delay, run };
          timers.push(timer);
          return () => {
            timers = timers.filter((other) => other !== timer);
          };
        },
      },
    },
    streams,
    appVersion: '1.0.0',
    pollMs: 20_000,
    log: silentLog,
    onReplicaChange: () => undefined,
  });
};
const settle = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
const fire = async (): Promise<number> => {
  expect(timers).toHaveLength(1);
  const [timer] = timers.splice(0);
  timer!.run();
  await settle();
  return timer!.delay;
};
const addOp = (): void => {
  const { incarnation } = requireIdentity(db);
  const ids = { opId: v7(), entityUid: v7() };
  const rest = { kind: 'visit.check_in', baseRev: null, schemaVersion: 1, payload: '{}' };
  const when = { recordedAt: NOON, businessDate: '2026-03-14' };
  writeTransaction(db, (tx) => appendOp(tx, incarnation, { ...ids, ...rest, ...when }));
};

describe('the sync loop', () => {
  it('greets and reads at start, then again by the clock for ever', async () => {
    start();
    await settle();
    expect(asked).toEqual(['sync.hello', 'sync.pull']);
    expect(loop.status.get()).toMatchObject({ online: true, lastContactAt: NOON, lastError: null });
    for (let time = 0; time < 3; time += 1) expect(await fire()).toBe(20_000);
    expect(asked).toHaveLength(8);
  });

  it('sends an op at once, without greeting again', async () => {
    start();
    await settle();
    asked = [];
    addOp();
    loop.kick();
    await settle();
    expect(asked).toEqual(['sync.push', 'sync.pull']);
    expect(loop.status.get()).toMatchObject({ outboxDepth: 0 });
  });

  it('tries again with growing pauses, says so, and recovers', async () => {
    down = true;
    start();
    await settle();
    addOp();
    loop.kick();
    expect(loop.status.get()).toEqual({
      online: false,
      lastContactAt: null,
      outboxDepth: 1,
      oldestOutboxAt: NOON,
      lastError: 'network.unreachable',
    });
    const delays: number[] = [];
    for (let time = 0; time < 7; time += 1) delays.push(await fire());
    expect(delays).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500]);
    down = false;
    await fire();
    expect(loop.status.get()).toMatchObject({ online: true, outboxDepth: 0, lastError: null, lastSuccessAt: NOON });
    expect(await fire()).toBe(20_000);
  });

  it('follows a poke that has news, and lets one pass that has none', async () => {
    start();
    await settle();
    asked = [];
    pokes.onPoke({ locationUid: LOCATION.uid, stream: 'queue', head: 2 });
    pokes.onPoke({ locationUid: LOCATION.uid, stream: 'clinic', head: 9 });
    await settle();
    expect(asked).toEqual([]);
    pokes.onPoke({ locationUid: LOCATION.uid, stream: 'queue', head: 3 });
    await settle();
    expect(asked).toEqual(['sync.pull']);
    expect(timers).toHaveLength(1);
  });

  it('reads only the stream that it is told news of, and all of them at its own time', async () => {
    start(['queue', 'clinic']);
    await settle();
    expect(read).toEqual(['queue', 'clinic']);
    read = [];
    pokes.onPoke({ locationUid: LOCATION.uid, stream: 'clinic', head: 1 });
    await settle();
    expect(read).toEqual(['clinic']);
    read = [];
    await fire();
    expect(read).toEqual(['queue', 'clinic']);
    read = [];
    loop.kick();
    await settle();
    expect(read).toEqual(['queue', 'clinic']);
  });

  it('does not wait out its pause when the line comes back', async () => {
    down = true;
    start();
    await settle();
    down = false;
    pokes.onConnect();
    await settle();
    expect(loop.status.get()).toMatchObject({ online: true, lastError: null });
    expect(timers).toHaveLength(1);
  });

  it('greets when asked for a round, although one is under way that does not', async () => {
    start();
    await settle();
    addOp();
    loop.kick();
    loop.kick();
    asked = [];
    await loop.syncNow();
    expect(asked).toContain('sync.hello');
    expect(timers).toHaveLength(1);
  });

  it('asks nothing more once stopped', async () => {
    start();
    await settle();
    await loop.stop();
    asked = [];
    loop.kick();
    await settle();
    expect([asked, timers]).toEqual([[], []]);
  });
});
