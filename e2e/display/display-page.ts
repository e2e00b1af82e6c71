import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Announcement, Board } from '#shared/protocol/bridge/display-contract.ts';
import type { DeviceState } from '#shared/protocol/bridge/device-contract.ts';
import { aLocation, uidOf } from '#testing/factories/queue-stream.ts';

const DIST = fileURLToPath(new URL('../../dist/display', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The display's built page by itself, without a device behind it. */
export async function servePage(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    const file = join(DIST, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export type Topics = {
  'device.state': DeviceState;
  'display.board': Board;
  'display.announcement': Announcement | null;
};

export function idleTopics(): Topics {
  const sync = { online: true, lastContactAt: 1, outboxDepth: 0, oldestOutboxAt: null, lastError: null };
  return {
    'device.state': { paired: true, deviceName: 'Waiting room', hubUrl: null, location: aLocation(), sync },
    'display.board': { calls: [], waiting: [] },
    'display.announcement': null,
  };
}

export function aCall(n: number, changes: Partial<Announcement> = {}): Announcement {
  return {
    uid: uidOf(n),
    callCount: 1,
    token: `A-${String(n % 1000).padStart(3, '0')}`,
    station: { text: 'Room 2' },
    language: 'en',
    calledAt: n,
    ...changes,
  };
}

export type StandInDevice = {
  asked: { method: string; input: unknown }[];
  tell: (topic: string, value: unknown) => void;
  onAsked?: (method: string) => void;
};

/**
 * Runs in the page, before its own scripts: a device at the other end of Electron's preload. `calls` are announced at
 * those times, in ms, with no hand on the page: what a test evaluates counts as a touch for the browser.
 */
export function standInDevice({ topics, calls = [] }: { topics: Topics; calls?: [number, Announcement][] }): void {
  const held: Record<string, unknown> = topics;
  let listener: (message: unknown) => void = () => undefined;
  const device: StandInDevice = {
    asked: [],
    tell(topic, value) {
      held[topic] = value;
      listener({ type: 'topic', topic, value });
    },
  };
  Object.assign(globalThis, {
    device,
    anteroomBridge: {
      send(request: { type: string; id: number; method: string; topic: string; input: unknown }) {
        if (request.type === 'subscribe') device.tell(request.topic, held[request.topic]);
        if (request.type !== 'invoke') return;
        device.asked.push({ method: request.method, input: request.input });
        listener({ type: 'result', id: request.id, output: {} });
        device.onAsked?.(request.method);
      },
      onMessage(given: (message: unknown) => void) {
        listener = given;
      },
    },
  });
  for (const [ms, call] of calls) setTimeout(() => device.tell('display.announcement', call), ms);
}
