import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { expect, test } from 'vitest';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import { pull, push } from '#shared/protocol/api/sync.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { DeviceActor } from './actor.ts';
import { createDeviceLanes } from './device-lanes.ts';
import type { Route } from './route.ts';

/** A thousand kiosks: more than any lane takes at once. */
const MANY = 1000;

function world() {
  const due: { ms: number; task: () => void }[] = [];
  const scheduler: Scheduler = {
    after(ms, task) {
      const one = { ms, task };
      due.push(one);
      return () => void due.splice(due.indexOf(one), 1);
    },
  };
  return { lanes: createDeviceLanes(scheduler), due };
}

const route = (contract: ApiContract, roles: ('kiosk' | 'display' | 'doctor')[]): Route => ({
  contract,
  access: { roles },
  bodyLimit: 1,
  run: async () => undefined,
});
const pulling = route(pull, ['kiosk', 'display']);
const pushing = route(push, ['kiosk']);
const device = (role: 'kiosk' | 'display'): DeviceActor => ({
  kind: 'device',
  role,
  deviceId: 1,
  deviceUid: 'a',
  locationId: 1,
});

class Line extends EventEmitter {
  closed = false;
  locals: { actor: DeviceActor };
  constructor(actor: DeviceActor) {
    super();
    this.locals = { actor };
  }
  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

const asResponse = (line: Line): Response => line as unknown as Response;
const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const forever = async (): Promise<void> => new Promise(() => undefined);

test('what kiosks hand over, and what a display reads, does not wait for those who read', async () => {
  const { lanes } = world();
  for (let n = 0; n < MANY; n += 1) void lanes.work(pulling, device('kiosk'), forever).catch(() => undefined);
  const seen: string[] = [];
  const look = (name: string) => async () => void seen.push(name);
  void lanes.work(pulling, device('kiosk'), look('one more reads')).catch(() => undefined);
  await lanes.work(pushing, device('kiosk'), look('hands over'));
  await lanes.work(pulling, device('display'), look('a display reads'));
  expect(seen).toEqual(['hands over', 'a display reads']);
});

test('staff take no turn', async () => {
  const { lanes } = world();
  const desk = route(pull, ['kiosk', 'doctor']);
  for (let n = 0; n < MANY; n += 1) void lanes.work(pulling, device('kiosk'), forever).catch(() => undefined);
  await expect(lanes.work(desk, null, async () => 'at once')).resolves.toBe('at once');
});

test('only so many are inside, each until its answer has left', async () => {
  const { lanes, due } = world();
  const lines = Array.from({ length: MANY }, () => new Line(device('kiosk')));
  let inside = 0;
  const entered = lines.map(async (line) => {
    if (await lanes.enter(pulling, asResponse(line))) inside += 1;
  });
  await settle();
  const atOnce = inside;
  expect(atOnce).toBeLessThan(100);
  lines[0]!.close();
  await settle();
  expect(inside).toBe(atOnce + 1);
  // Who does not read it keeps the others waiting for a while only.
  due.toSorted((a, b) => a.ms - b.ms)[0]!.task();
  await settle();
  expect(inside).toBe(atOnce + 2);
  // And who went away while they waited is not let in.
  for (const line of lines) line.close();
  await Promise.all(entered);
  expect(inside).toBe(atOnce + 2);
});
