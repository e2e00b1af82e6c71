import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import { createBridgeOver } from './bridge-client.ts';
import { connectSocket } from './bridge-socket.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('the bridge over a real socket', () => {
  it('sends what was asked before the socket was open', async () => {
    const { url } = await startHost();
    const bridge = createBridgeOver<KioskContract>(connectSocket({ url, scheduler: soon() }));
    expect(await bridge.invoke('device.syncNow', {})).toBe('done');
  });

  it('comes back by itself, with its subscriptions, after the host drops it', async () => {
    const { url, dropAll } = await startHost();
    const bridge = createBridgeOver<KioskContract>(connectSocket({ url, scheduler: soon() }));
    const heard = vi.fn<(value: unknown) => void>();
    bridge.subscribe('kiosk.print', heard);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    dropAll();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    expect(await bridge.invoke('device.syncNow', {})).toBe('done');
  });

  it('rejects with bridge.lost when nobody is there', async () => {
    const bridge = createBridgeOver<KioskContract>(
      connectSocket({ url: 'ws://127.0.0.1:1/bridge', scheduler: never() }),
    );
    await expect(bridge.invoke('device.syncNow', {})).rejects.toMatchObject({ code: 'bridge.lost' });
  });
});

async function startHost() {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/bridge' });
  sockets.on('connection', (socket) =>
    socket.on('message', (data) => {
      const request = JSON.parse((data as Buffer).toString('utf8')) as { type: string; id: number; topic: string };
      if (request.type === 'invoke') socket.send(JSON.stringify({ type: 'result', id: request.id, output: 'done' }));
      if (request.type === 'subscribe')
        socket.send(JSON.stringify({ type: 'topic', topic: request.topic, value: null }));
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dropAll = (): void => {
    for (const socket of sockets.clients) socket.terminate();
  };
  closers.push(() => {
    dropAll();
    sockets.close();
    server.close();
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/bridge`, dropAll };
}

/** Tries again at once, and not any more when the test is over. */
function soon() {
  let isOver = false;
  closers.push(() => (isOver = true));
  return {
    after(_delayMs: number, task: () => void) {
      const timer = setTimeout(() => !isOver && task(), 5);
      return () => clearTimeout(timer);
    },
  };
}

function never() {
  return { after: () => () => undefined };
}
