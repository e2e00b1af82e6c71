import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { paperPng } from './paper-png.ts';
import { TRAY_PAGE, TRAY_SCRIPT, TRAY_STYLE } from './tray-page.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

/** What the tray's buttons, and tests, may change. */
const changeSchema = z
  .object({
    paper: z.enum(['ok', 'low', 'out']),
    coverOpen: z.boolean(),
    cutterError: z.boolean(),
    refuse: z.boolean(),
    hang: z.boolean(),
    mute: z.boolean(),
    slow: z.boolean(),
    powerOffAfterBytes: z.int().min(1).max(1_000_000),
    powerOn: z.literal(true),
  })
  .partial()
  .strict();

const MOST_BODY = 4096;
const SLOW_MS_PER_ROW = 5;

export type Tray = { url: string; stop(): Promise<void> };

/**
 * The paper tray in a browser, on this machine only: `GET /api/state`, `POST /api/change`, `GET /tickets/<n>.png`, `GET
 * /events` (SSE). Host and Origin are checked, so that no web page elsewhere can reach it through a browser.
 */
export async function startTray(printer: VirtualPrinter, port = 0): Promise<Tray> {
  const watchers = new Set<ServerResponse>();
  let slow = false;
  let scheduled: NodeJS.Timeout | null = null;
  const state = () => ({
    printerPort: printer.port,
    dots: printer.dots,
    ...printer.condition,
    refuse: printer.faults.refuse,
    hang: printer.faults.hang,
    mute: printer.faults.mute,
    powerOffAfterBytes: printer.faults.powerOffAfterBytes,
    slow,
    on: printer.on,
    idle: printer.idle(),
    faults: printer.parseFaults,
    tickets: printer.pieces.map(({ complete, text, bitmap }, number) => ({
      number,
      complete,
      text,
      width: bitmap.width + 48,
      height: bitmap.height + 48,
    })),
  });
  const tell = () => {
    scheduled = null;
    for (const watcher of watchers) watcher.write(`data: ${JSON.stringify(state())}\n\n`);
  };
  const forget = printer.onChange(() => {
    // Many changes a millisecond while printing; a page needs a few a second.
    scheduled ??= setTimeout(tell, 60);
  });

  async function change(body: string): Promise<void> {
    const wanted = changeSchema.parse(JSON.parse(body));
    const { paper, coverOpen, cutterError } = wanted;
    if (paper !== undefined || coverOpen !== undefined || cutterError !== undefined) {
      printer.setCondition(
        Object.fromEntries(Object.entries({ paper, coverOpen, cutterError }).filter(([, v]) => v !== undefined)),
      );
    }
    if (wanted.slow !== undefined) {
      slow = wanted.slow;
      printer.setSpeed(slow ? SLOW_MS_PER_ROW : 0);
    }
    if (wanted.powerOn) await printer.powerOn();
    const { refuse, hang, mute, powerOffAfterBytes } = wanted;
    const faults = Object.entries({ refuse, hang, mute, powerOffAfterBytes }).filter(
      ([, value]) => value !== undefined,
    );
    if (faults.length > 0) await printer.setFaults(Object.fromEntries(faults));
    tell();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://tray');
    if (!isLocal(request)) return send(response, 403, 'text/plain', 'This tray answers to its own address only.');
    if (request.method === 'POST' && url.pathname === '/api/change') {
      try {
        await change(await bodyOf(request));
        return send(response, 200, 'application/json', JSON.stringify(state()));
      } catch {
        return send(response, 400, 'application/json', '{"error":"That is not a change this printer knows."}');
      }
    }
    if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Not that way.');
    const ticket = /^\/tickets\/(\d{1,6})\.png$/.exec(url.pathname);
    const piece = ticket ? printer.pieces[Number(ticket[1])] : undefined;
    if (piece) return send(response, 200, 'image/png', paperPng(piece.bitmap));
    switch (url.pathname) {
      case '/':
        return send(response, 200, 'text/html; charset=utf-8', TRAY_PAGE);
      case '/tray.css':
        return send(response, 200, 'text/css; charset=utf-8', TRAY_STYLE);
      case '/tray.js':
        return send(response, 200, 'text/javascript; charset=utf-8', TRAY_SCRIPT);
      case '/api/state':
        return send(response, 200, 'application/json', JSON.stringify(state()));
      case '/events':
        response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify(state())}\n\n`);
        watchers.add(response);
        response.on('close', () => watchers.delete(response));
        return;
      default:
        return send(response, 404, 'text/plain', 'There is nothing here.');
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await listenOn(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      forget();
      if (scheduled) clearTimeout(scheduled);
      for (const watcher of watchers) watcher.end();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': type });
  response.end(body);
}

/** The page's own address, by name or number, and no other origin. */
function isLocal(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  if (!host || !/^(127\.0\.0\.1|localhost):\d+$/.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY) throw new Error('too long');
  }
  return body;
}

async function listenOn(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
