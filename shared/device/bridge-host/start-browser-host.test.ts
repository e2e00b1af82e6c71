import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '#testing/device/device-world.ts';
import { startBrowserHost, type BrowserHost } from './start-browser-host.ts';

let folder: string;
let host: BrowserHost;
let cookie: string;
const received: unknown[] = [];

beforeAll(async () => {
  folder = newFolder();
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>Kiosk</title>');
  writeFileSync(join(folder, 'page/assets/app.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for pages');
  const bridge = {
    connect: () => ({ receive: (message: unknown) => received.push(message), close: () => undefined }),
  };
  host = await startBrowserHost({ name: 'kiosk', port: 0, pageFolder: join(folder, 'page'), bridge });
  const admitted = await fetch(host.startUrl, { redirect: 'manual' });
  cookie = admitted.headers.get('set-cookie')!.split(';', 1)[0]!;
});
afterAll(async () => {
  await host.close();
  removeFolder(folder);
});

/** As any program can ask, with whatever headers it likes. */
async function ask(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(`${host.origin}${path}`, { headers, path }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asking.on('error', reject).end();
  });
}

async function openSocket(headers: Record<string, string>, path = '/bridge'): Promise<number | WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(host.origin.replace('http', 'ws') + path, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

describe('the browser host', () => {
  it('turns the start address into a cookie that scripts and other sites do not get', async () => {
    const response = await fetch(host.startUrl, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    expect(response.headers.get('set-cookie')).toMatch(
      /^anteroom_kiosk_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u,
    );
    expect(response.headers.get('set-cookie')).not.toContain(new URL(host.startUrl).searchParams.get('token'));
  });

  it('serves the page under a policy that allows nothing inline', async () => {
    const response = await fetch(`${host.origin}/`, { headers: { cookie } });
    expect(await response.text()).toContain('Kiosk');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await ask('/assets/app.js', { cookie })).status).toBe(200);
  });

  it.each(['/', '/assets/app.js', '/index.html', '/?token=wrong', '/?token=a&token=b', '/?token='])(
    'refuses %s without the cookie',
    async (path) => {
      expect((await ask(path)).status).toBe(403);
    },
  );

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/%00', '/.env'])(
    'never leaves its folder for %s',
    async (path) => {
      const { status, body } = await ask(path, { cookie });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).not.toContain('not for pages');
    },
  );

  it('refuses a name that was made to point here (DNS rebinding)', async () => {
    const port = new URL(host.origin).port;
    for (const name of [`rebound.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1:${port}.`]) {
      expect((await ask('/', { host: name, cookie })).status).toBe(421);
      expect(await openSocket({ host: name, origin: host.origin, cookie })).toBe(421);
    }
  });

  it('refuses requests that another page makes', async () => {
    expect((await ask('/', { cookie, origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await openSocket({ cookie, origin: 'https://elsewhere.example' })).toBe(403);
    expect(await openSocket({ cookie, origin: 'null' })).toBe(403);
    expect(await openSocket({ cookie })).toBe(403);
    expect(await openSocket({ origin: host.origin })).toBe(403);
    expect(await openSocket({ cookie, origin: host.origin }, '/other')).toBe(404);
  });

  it('closes on a frame that is too large, and hears nothing of it', async () => {
    const socket = (await openSocket({ cookie, origin: host.origin })) as WebSocket;
    const closed = new Promise<number>((resolve) => {
      socket.on('close', resolve);
    });
    received.length = 0;
    socket.send(JSON.stringify({ filler: 'x'.repeat(70_000) }));
    expect(await closed).toBe(1009);
    expect(received).toEqual([]);
  });

  it('says so when its port is taken or its page is not built', async () => {
    const bridge = { connect: () => ({ receive: () => undefined, close: () => undefined }) };
    const port = Number(new URL(host.origin).port);
    const pageFolder = join(folder, 'page');
    await expect(startBrowserHost({ name: 'kiosk', port, pageFolder, bridge })).rejects.toMatchObject({
      code: 'host.port_taken',
    });
    await expect(startBrowserHost({ name: 'kiosk', port: 0, pageFolder: folder, bridge })).rejects.toMatchObject({
      code: 'host.page_not_built',
    });
  });
});
