import { EventEmitter } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { afterEach, describe, expect, it } from 'vitest';
import { liveCell } from '#shared/device/live-value.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { BridgeMessage, BridgeRequest } from '#shared/protocol/bridge/bridge.ts';
import { IPC_MESSAGE, IPC_REQUEST } from '#shared/protocol/bridge/ipc-channels.ts';
import { newFolder, removeFolder, silentLog } from '#testing/device/device-world.ts';
import { serveBridge, type BridgeServer } from './serve-bridge.ts';
import { serveIpc, type IpcEvent, type IpcPage } from './serve-ipc.ts';
import { startBrowserHost } from './start-browser-host.ts';

const contract = {
  methods: {
    double: { input: z.object({ n: z.int() }), output: z.object({ n: z.int() }) },
    refuse: { input: z.object({}), output: z.object({}) },
    crash: { input: z.object({}), output: z.object({}) },
    lie: { input: z.object({}), output: z.object({ n: z.int() }) },
    wait: { input: z.object({}), output: z.object({}) },
  },
  topics: { count: z.int(), odd: z.literal('ok') },
} as const;

/** What a renderer sees of a host. */
type Renderer = {
  send(message: unknown): void;
  /** The next messages, in order. */
  next(): Promise<BridgeMessage>;
  /** The page is loaded anew, or gone. */
  leave(): Promise<void>;
};
type Host = { renderer: Renderer; close(): Promise<void> };

function messageQueue() {
  const waiting: ((message: BridgeMessage) => void)[] = [];
  const early: BridgeMessage[] = [];
  return {
    push(message: BridgeMessage): void {
      const take = waiting.shift();
      if (take) take(message);
      else early.push(message);
    },
    async next(): Promise<BridgeMessage> {
      const message = early.shift();
      return message ?? new Promise((resolve) => waiting.push(resolve));
    },
  };
}

async function overWebSocket(bridge: BridgeServer): Promise<Host> {
  const folder = newFolder();
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html>');
  const host = await startBrowserHost({ name: 'kiosk', port: 0, pageFolder: join(folder, 'page'), bridge });
  const admitted = await fetch(host.startUrl, { redirect: 'manual' });
  const cookie = admitted.headers.get('set-cookie')!.split(';', 1)[0]!;
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/bridge`, {
    headers: { cookie, origin: host.origin },
  });
  const queue = messageQueue();
  socket.on('message', (data) => queue.push(JSON.parse((data as Buffer).toString('utf8')) as BridgeMessage));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    renderer: {
      send: (message) => socket.send(JSON.stringify(message)),
      next: async () => queue.next(),
      leave: async () => {
        socket.close();
        await new Promise((resolve) => {
          socket.once('close', resolve);
        });
      },
    },
    close: async () => {
      await host.close();
      removeFolder(folder);
    },
  };
}

/** Electron's semantics where they matter: structured clones, later delivery, one ipcMain for every page. */
async function overIpc(bridge: BridgeServer): Promise<Host> {
  const ipcMain = new EventEmitter();
  const queue = messageQueue();
  const pageEvents = new EventEmitter();
  const page: IpcPage = {
    id: 7,
    send: (channel, message) => {
      const clone = structuredClone(message);
      if (channel === IPC_MESSAGE) setImmediate(() => queue.push(clone));
    },
    isDestroyed: () => false,
    on: (event, listener) => pageEvents.on(event, listener),
  };
  const stop = serveIpc(bridge, ipcMain, page, 'app://anteroom');
  const emit = (message: unknown, change: Partial<IpcEvent> = {}): void => {
    const event: IpcEvent = { sender: page, senderFrame: { url: 'app://anteroom/', parent: null }, ...change };
    const clone = structuredClone(message);
    setImmediate(() => ipcMain.emit(IPC_REQUEST, event, clone));
  };
  return {
    renderer: {
      send: (message) => {
        // What must not be heard: another page, a frame inside ours, a page from elsewhere.
        const other = { type: 'invoke', id: 99, method: 'double', input: { n: 99 } };
        emit(other, { sender: { ...page, id: 8 } });
        emit(other, { senderFrame: { url: 'app://anteroom/', parent: {} } });
        emit(other, { senderFrame: { url: 'https://elsewhere.example/', parent: null } });
        emit(other, { senderFrame: null });
        emit(message);
      },
      next: async () => queue.next(),
      leave: async () => {
        pageEvents.emit('did-navigate');
      },
    },
    close: async () => stop(),
  };
}

const hosts: [string, (bridge: BridgeServer) => Promise<Host>][] = [
  ['a WebSocket', overWebSocket],
  ['Electron’s IPC', overIpc],
];

describe.each(hosts)('the bridge over %s', (_name, open) => {
  let host: Host;
  afterEach(async () => host.close());

  const count = liveCell(1);
  const odd = liveCell<'ok'>('ok');
  let calls = 0;
  async function start(): Promise<Renderer> {
    calls = 0;
    const handlers = {
      methods: {
        double: ({ n }: { n: number }) => {
          calls += 1;
          return { n: n * 2 };
        },
        refuse: () => {
          throw new AppError('check_in.invalid', { fields: ['phone'] });
        },
        crash: () => {
          throw new Error('Amira 020 7946 0958');
        },
        lie: () => ({ n: 'many' as unknown as number }),
        wait: async () => new Promise<Record<string, never>>(() => undefined),
      },
      topics: { count, odd },
    };
    host = await open(serveBridge(contract, handlers, silentLog));
    return host.renderer;
  }
  const ask = async (renderer: Renderer, method: string, input: unknown): Promise<BridgeMessage> => {
    renderer.send({ type: 'invoke', id: 5, method, input } satisfies BridgeRequest);
    return renderer.next();
  };

  it('answers a method under its request’s id, once', async () => {
    const renderer = await start();
    expect(await ask(renderer, 'double', { n: 21 })).toEqual({ type: 'result', id: 5, output: { n: 42 } });
    expect(calls).toBe(1);
  });

  it('gives a topic’s present value at once and then each new one, until it is no longer wanted', async () => {
    count.set(1);
    const renderer = await start();
    renderer.send({ type: 'subscribe', topic: 'count' });
    expect(await renderer.next()).toEqual({ type: 'topic', topic: 'count', value: 1 });
    count.set(2);
    expect(await renderer.next()).toEqual({ type: 'topic', topic: 'count', value: 2 });
    renderer.send({ type: 'unsubscribe', topic: 'count' });
    expect(await ask(renderer, 'double', { n: 1 })).toMatchObject({ type: 'result' });
    count.set(3);
    expect(await ask(renderer, 'double', { n: 2 })).toMatchObject({ type: 'result', output: { n: 4 } });
  });

  it('passes a device’s own refusal on, with code and details', async () => {
    const refusal = await ask(await start(), 'refuse', {});
    expect(refusal).toMatchObject({
      type: 'error',
      id: 5,
      error: { code: 'check_in.invalid', details: { fields: ['phone'] } },
    });
  });

  it.each(['crash', 'lie'])('tells nothing of a defect on its own side (%s)', async (method) => {
    expect(await ask(await start(), method, {})).toEqual({
      type: 'error',
      id: 5,
      error: { code: 'bridge.failed', details: {} },
    });
  });

  it.each([
    ['double', { n: 1.5 }, 'bridge.bad_input'],
    ['double', null, 'bridge.bad_input'],
    ['constructor', {}, 'bridge.unknown_method'],
    ['__proto__', {}, 'bridge.unknown_method'],
    ['nothing', {}, 'bridge.unknown_method'],
  ])('refuses %s(%j) with %s', async (method, input, code) => {
    expect(await ask(await start(), method, input)).toMatchObject({ type: 'error', id: 5, error: { code } });
  });

  it.each([null, 'text', [], { type: 'eval' }, { type: 'invoke', id: 'x', method: 'double' }, { type: 'subscribe' }])(
    'refuses the message %j',
    async (message) => {
      const renderer = await start();
      renderer.send(message);
      expect(await renderer.next()).toMatchObject({ type: 'error', error: { code: 'bridge.bad_message' } });
    },
  );

  it('refuses topics that the contract does not name', async () => {
    const renderer = await start();
    renderer.send({ type: 'subscribe', topic: 'toString' });
    expect(await renderer.next()).toMatchObject({ type: 'error', error: { code: 'bridge.unknown_topic' } });
  });

  it('bounds what one page may ask at a time', async () => {
    const renderer = await start();
    for (let id = 0; id < 33; id += 1) renderer.send({ type: 'invoke', id, method: 'wait', input: {} });
    expect(await renderer.next()).toMatchObject({ type: 'error', id: 32, error: { code: 'bridge.busy' } });
  });

  it('stops a topic when the page leaves', async () => {
    const renderer = await start();
    renderer.send({ type: 'subscribe', topic: 'odd' });
    await renderer.next();
    await renderer.leave();
    let heard = false;
    void renderer.next().then(() => (heard = true));
    odd.set('changed' as 'ok');
    odd.set('ok');
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(heard).toBe(false);
  });
});
