import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { readIdentity, setBlock } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { readOutbox } from '#shared/device/op-log/op-log.queries.ts';
import { startDevice, type Device } from '#shared/device/start-device.ts';
import type { ConnectHub } from '#shared/device/sync/hub-link.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ApiContract, ContractReply } from '#shared/protocol/api/contract.ts';
import { pairDevice } from '#shared/protocol/api/sync.ts';
import type { PairReply } from '#shared/protocol/sync/pair.ts';
import { LOCATION, newFolder, NOON, removeFolder, silentLog } from '#testing/device/device-world.ts';

const HUB_URL = 'http://hub.example:3000';
let folder: string;
let device: Device;
let timers: { delay: number; run: () => void }[];
let answer: string | PairReply;
let codes: string[];

beforeEach(() => {
  folder = newFolder();
  timers = [];
  codes = [];
});
afterEach(async () => {
  await device.stop();
  removeFolder(folder);
});

const reply = (change: Partial<PairReply> = {}): PairReply => ({
  deviceUid: v7(),
  deviceKey: 'key',
  deviceName: 'Entrance',
  incarnation: v7(),
  lane: 'C',
  hubEpoch: v7(),
  location: LOCATION,
  ...change,
});

/** A hub that pairs and is then out of reach. */
const connect: ConnectHub = () => ({
  call: async <C extends ApiContract>(contract: C, call: unknown): Promise<ContractReply<C>> => {
    if (contract.id !== pairDevice.id) throw new AppError('network.unreachable');
    codes.push((call as { body: { code: string } }).body.code);
    if (typeof answer === 'string') throw new AppError(answer);
    return answer as ContractReply<C>;
  },
  listen: () => undefined,
  close: () => undefined,
});

function start(pairing: { hubUrl: string; code: string } | null): void {
  device = startDevice({
    kind: 'kiosk',
    streams: ['queue'],
    dataDir: folder,
    appVersion: '1.0.0',
    pollMs: 20_000,
    pairing,
    ports: {
      clock: () => NOON,
      random: () => 0.5,
      ids: () => v7(),
      scheduler: {
        after: (delay, run) => {
          timers.push({ delay, run });
          return () => undefined;
        },
      },
    },
    connect,
    log: silentLog,
  });
}
const settle = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 10);
  });
const pair = async (hubUrl = HUB_URL) => device.methods['device.pair']({ hubUrl, code: 'ACDEFGHJ' });
const addOp = (): string => {
  const opId = v7();
  writeTransaction(device.db, (tx) =>
    appendOp(tx, readIdentity(tx)!.incarnation, {
      opId,
      kind: 'visit.check_in',
      entityUid: v7(),
      baseRev: null,
      schemaVersion: 1,
      payload: '{}',
      recordedAt: NOON,
      businessDate: '2026-03-14',
    }),
  );
  return opId;
};

describe('pairing', () => {
  it('stores who the device is, for good', async () => {
    start(null);
    expect(device.state.get()).toMatchObject({ paired: false, location: null });
    answer = reply();
    expect(await pair()).toMatchObject({ paired: true, deviceName: 'Entrance', hubUrl: HUB_URL, location: LOCATION });
    await device.stop();
    start({ hubUrl: HUB_URL, code: 'NOTUSED99' });
    await settle();
    expect(readIdentity(device.db)).toMatchObject({ lane: 'C', incarnation: answer.incarnation });
    expect(codes).toEqual(['ACDEFGHJ']);
  });

  it('outlasts a move of the hub', async () => {
    start(null);
    answer = reply();
    await pair();
    await device.stop();
    start({ hubUrl: 'http://hub.example:4000/', code: 'NOTUSED99' });
    expect(device.state.get()).toMatchObject({ paired: true, hubUrl: 'http://hub.example:4000' });
  });

  it('says why it failed, and can be tried again', async () => {
    start(null);
    answer = 'pairing.code_not_valid';
    await expect(pair()).rejects.toMatchObject({ code: 'pairing.code_not_valid' });
    await expect(pair('ftp://hub.example')).rejects.toMatchObject({ code: 'device.hub_url_invalid' });
    answer = reply();
    expect(await pair()).toMatchObject({ paired: true });
  });

  it('is not done over a device that works', async () => {
    start(null);
    answer = reply();
    const both = await Promise.allSettled([pair(), pair()]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(codes).toHaveLength(1);
  });

  it('unattended, goes on until the hub is there, and asks seldom about a refused code', async () => {
    answer = 'network.unreachable';
    start({ hubUrl: HUB_URL, code: 'ACDEFGHJ' });
    await settle();
    expect(device.state.get()).toMatchObject({ paired: false, sync: { lastError: 'network.unreachable' } });
    answer = 'pairing.code_not_valid';
    timers.at(-1)!.run();
    await settle();
    expect(device.state.get().sync.lastError).toBe('pairing.code_not_valid');
    expect(timers.map(({ delay }) => delay)).toEqual([750, 60_000]);
    answer = reply();
    timers.at(-1)!.run();
    await settle();
    expect(device.state.get()).toMatchObject({ paired: true });
  });
});

describe('pairing a device anew', () => {
  it('after it was blocked, takes its unsent ops into the new life', async () => {
    start(null);
    answer = reply();
    await pair();
    const ops = [addOp(), addOp()];
    writeTransaction(device.db, (tx) => setBlock(tx, 'device.forked'));
    answer = reply({ lane: 'D' });
    await pair();
    expect(readIdentity(device.db)).toMatchObject({ lane: 'D', blockedBy: null });
    expect(readOutbox(device.db, answer.incarnation, 0).map(({ opId }) => opId)).toEqual(ops);
    expect(device.state.get().sync.outboxDepth).toBe(2);
  });

  it('never sends one clinic’s patients to another', async () => {
    start(null);
    answer = reply();
    await pair();
    const former = answer.incarnation;
    addOp();
    writeTransaction(device.db, (tx) => setBlock(tx, 'device.revoked'));
    answer = reply({ location: { ...LOCATION, uid: v7() } });
    await pair();
    expect(readOutbox(device.db, answer.incarnation, 0)).toEqual([]);
    expect(readOutbox(device.db, former, 0)).toHaveLength(1);
  });
});
