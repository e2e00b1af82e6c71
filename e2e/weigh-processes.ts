import { readFileSync } from 'node:fs';
import type { Browser, CDPSession } from 'playwright-core';

/** What the page and the processes behind it hold, after what can be collected is collected. */
export type Weight = {
  heapKb: number;
  nodes: number;
  listeners: number;
  /** Resident memory of the browser's process of this page; null where the system does not tell. */
  pageRssKb: number | null;
  /** Without the code that the engine has compiled: it goes on optimising for hundreds of registrations. */
  hostHeapKb: number;
  hostRssKb: number | null;
};

export type Host = { pid: number; inspector: NodeInspector };

export async function weighKiosk(cdp: CDPSession, browser: Browser, host: Host): Promise<Weight> {
  for (let times = 0; times < 3; times += 1) {
    await cdp.send('HeapProfiler.collectGarbage');
    await host.inspector.send('HeapProfiler.collectGarbage');
  }
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  const hostHeap = await host.inspector.send<{ result: { value: number } }>('Runtime.evaluate', {
    expression: HEAP_WITHOUT_CODE,
    returnByValue: true,
  });
  return {
    heapKb: Math.round(usedSize / 1024),
    nodes,
    listeners: jsEventListeners,
    pageRssKb: await rendererRssKb(browser),
    hostHeapKb: Math.round(hostHeap.result.value / 1024),
    hostRssKb: rssKb(host.pid),
  };
}

const HEAP_WITHOUT_CODE = `process.getBuiltinModule('node:v8').getHeapSpaceStatistics()
  .filter(({ space_name: name }) => !/code|trusted/.test(name))
  .reduce((sum, { space_used_size: bytes }) => sum + bytes, 0)`;

/** A Node process that was started with `--inspect`, spoken to as its developer tools would. */
export type NodeInspector = { send<T = unknown>(method: string, params?: object): Promise<T>; close(): void };

/** `log` is what the process has written: the inspector's address stands in it. */
export async function openInspector(log: string): Promise<NodeInspector> {
  const address = /Debugger listening on (ws:\S+)/u.exec(log)?.[1];
  if (!address) throw new Error('the process does not say where its inspector listens');
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${address}`)), { once: true });
  });
  const awaited = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id === undefined) return;
    awaited.get(id)?.(result);
    awaited.delete(id);
  });
  return {
    send: async <T>(method: string, params?: object) =>
      new Promise<T>((resolve) => {
        lastId += 1;
        awaited.set(lastId, resolve as (result: unknown) => void);
        socket.send(JSON.stringify({ id: lastId, method, params }));
      }),
    close: () => socket.close(),
  };
}

/** The browser has one page open, so the largest of its renderers is that page's; spare ones hold next to nothing. */
async function rendererRssKb(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => rssKb(id) ?? 0);
  return Math.max(0, ...sizes) || null;
}

function rssKb(pid: number): number | null {
  try {
    const told = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return told === undefined ? null : Number(told);
  } catch {
    return null;
  }
}
