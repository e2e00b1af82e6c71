import type { Bridge, BridgeContract, BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import { AppError } from '#shared/domain/errors.ts';
import { connectPreload, type PreloadBridge } from './bridge-preload.ts';
import { connectSocket } from './bridge-socket.ts';
import type { BridgeConnection } from './bridge-connection.ts';

declare global {
  // Put there by Electron's preload; absent in a browser.
  var anteroomBridge: PreloadBridge | undefined;
}

export type BridgeClient<C extends BridgeContract> = Bridge<C> & {
  /** Never set. TypeScript reads the contract off it where it cannot from generic methods. */
  contract?: C;
  /** Calls `listener` at once and on each change: whether the device answers. Returns how to stop. */
  watchConnection(listener: (connected: boolean) => void): () => void;
};

type Pending = { resolve: (output: unknown) => void; reject: (error: AppError) => void };
type Topic = { listeners: Set<(value: unknown) => void>; latest?: { value: unknown } };

/** The renderer's end of the bridge: over Electron's preload where there is one, else a WebSocket to the page's host. */
export function createBridge<C extends BridgeContract>(): BridgeClient<C> {
  const preload = globalThis.anteroomBridge;
  return createBridgeOver<C>(
    preload ? connectPreload(preload) : connectSocket({ url: socketUrl(globalThis.location) }),
  );
}

/**
 * The bridge over any connection. When it breaks, what was asked and not answered rejects with `bridge.lost` (the
 * device may or may not have done it: ask again with the same idempotency key), and topics are subscribed anew.
 */
export function createBridgeOver<C extends BridgeContract>(connection: BridgeConnection): BridgeClient<C> {
  const pending = new Map<number, Pending>();
  const topics = new Map<string, Topic>();
  const watchers = new Set<(connected: boolean) => void>();
  let lastId = 0;
  let connected = false;

  connection.listen({
    opened() {
      for (const topic of topics.keys()) connection.send({ type: 'subscribe', topic });
      tellWatchers(true);
    },
    closed() {
      for (const { reject } of pending.values()) reject(new AppError('bridge.lost'));
      pending.clear();
      tellWatchers(false);
    },
    received: receive,
  });

  function tellWatchers(now: boolean): void {
    connected = now;
    for (const watcher of watchers) watcher(now);
  }

  function receive(message: BridgeMessage): void {
    if (message.type === 'topic') {
      const topic = topics.get(message.topic);
      if (!topic) return;
      topic.latest = { value: message.value };
      for (const listener of topic.listeners) listener(message.value);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.type === 'result') waiting?.resolve(message.output);
    else waiting?.reject(new AppError(message.error.code, message.error.details));
  }

  const client: BridgeClient<BridgeContract> = {
    invoke: (method, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        if (connection.send({ type: 'invoke', id: lastId, method, input })) return;
        pending.delete(lastId);
        reject(new AppError('bridge.lost', { method }));
      }),
    subscribe(name, listener) {
      const topic = topics.get(name) ?? { listeners: new Set() };
      topic.listeners.add(listener);
      if (!topics.has(name)) {
        topics.set(name, topic);
        if (connected) connection.send({ type: 'subscribe', topic: name });
      } else if (topic.latest) listener(topic.latest.value);
      return () => {
        topic.listeners.delete(listener);
        if (topic.listeners.size > 0 || topics.get(name) !== topic) return;
        topics.delete(name);
        if (connected) connection.send({ type: 'unsubscribe', topic: name });
      };
    },
    watchConnection(listener) {
      watchers.add(listener);
      listener(connected);
      return () => watchers.delete(listener);
    },
  };
  return client as BridgeClient<C>;
}

function socketUrl(page: Location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/bridge`;
}
