import { hash } from '@node-rs/argon2';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AttemptMemory } from '#kiosk/lookup/attempt-limit.ts';
import { createStaffSession } from './staff-session.ts';

let fromHub: string;
beforeAll(async () => {
  fromHub = await hash('246810');
});

function aKiosk(given: { pinHash?: string | null; localPin?: string | null; memory?: AttemptMemory } = {}) {
  const time = { now: 1_000_000 };
  const pinHash = given.pinHash === undefined ? fromHub : given.pinHash;
  const staff = createStaffSession(() => time.now, {
    readPinHash: () => pinHash,
    localPin: given.localPin ?? null,
    memory: given.memory,
  });
  return { staff, time };
}

describe('the staff area', () => {
  it('opens for the clinic’s PIN and closes after minutes without a call', async () => {
    const { staff, time } = aKiosk();
    const reply = await staff.unlock('246810');
    if (reply.status !== 'open') throw new Error('shut');
    time.now += 4 * 60_000;
    staff.require(reply.session);
    time.now += 5 * 60_000;
    expect(() => staff.require(reply.session)).toThrow('staff.locked');
  });

  it('has one session: locking ends it, and a new one ends the old', async () => {
    const { staff } = aKiosk();
    const first = await staff.unlock('246810');
    const second = await staff.unlock('246810');
    if (first.status !== 'open' || second.status !== 'open') throw new Error('shut');
    expect(() => staff.require(first.session)).toThrow('staff.locked');
    staff.lock();
    expect(() => staff.require(second.session)).toThrow('staff.locked');
  });

  it('goes by the hub’s PIN where there is one, and by the machine’s where there is none', async () => {
    const both = aKiosk({ localPin: '1357' });
    expect(await both.staff.unlock('1357')).toMatchObject({ status: 'wrong' });
    const local = aKiosk({ pinHash: null, localPin: '1357' });
    expect(await local.staff.unlock('1357')).toMatchObject({ status: 'open' });
    expect(await aKiosk({ pinHash: null }).staff.unlock('')).toEqual({ status: 'no_pin' });
  });

  it('answers guesses ever more slowly, also those sent all at once, and also the right one among them', async () => {
    const { staff, time } = aKiosk();
    const replies = await Promise.all(['1', '2', '3', '4', '246810'].map(async (pin) => staff.unlock(pin)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'wrong'));
    expect(replies[4]).toEqual({ status: 'wrong', waitSeconds: 30 });
    time.now += 30_001;
    expect(await staff.unlock('5')).toEqual({ status: 'wrong', waitSeconds: 60 });
    time.now += 60_001;
    expect(await staff.unlock('246810')).toMatchObject({ status: 'open' });
  });

  it('remembers guesses over a restart, until one is right', async () => {
    let kept: readonly number[] = [];
    const memory = { read: () => kept, write: (failures: readonly number[]) => void (kept = failures) };
    const first = aKiosk({ memory });
    for (const pin of ['1', '2', '3', '4']) await first.staff.unlock(pin);
    const second = aKiosk({ memory });
    expect(await second.staff.unlock('246810')).toEqual({ status: 'wrong', waitSeconds: 30 });
    second.time.now += 30_001;
    expect(await second.staff.unlock('246810')).toMatchObject({ status: 'open' });
    expect(kept).toEqual([]);
  });

  it('is not shut for a year by a clock that was set back', async () => {
    const ahead = 1_000_000 + 365 * 86_400_000;
    const memory = { read: () => [ahead, ahead, ahead, ahead], write: () => undefined };
    const { staff, time } = aKiosk({ memory });
    expect(await staff.unlock('246810')).toEqual({ status: 'wrong', waitSeconds: 30 });
    time.now += 30_001;
    expect(await staff.unlock('246810')).toMatchObject({ status: 'open' });
  });

  it('stays shut when the hash is nonsense', async () => {
    expect(await aKiosk({ pinHash: '$argon2id$nonsense' }).staff.unlock('246810')).toMatchObject({ status: 'wrong' });
  });
});
