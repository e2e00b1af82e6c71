import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IPC_MESSAGE, IPC_REQUEST } from '#shared/protocol/bridge/ipc-channels.ts';
import { electronBundles } from './electron.ts';

const TOP = fileURLToPath(new URL('..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'anteroom-electron-'));
afterAll(() => rmSync(out, { recursive: true }));

describe.each(['kiosk', 'display'] as const)('the %s’s Electron bundle', (app) => {
  beforeAll(async () => {
    await build(electronBundles(app, join(out, app)));
  });

  it('is one main program that leaves packages where their native parts are', () => {
    const main = readFileSync(join(out, app, 'main.js'), 'utf8');
    expect(main).toMatch(/from "better-sqlite3"/u);
    expect(main).toMatch(/from "electron"/u);
    expect(main).not.toMatch(/from "[#.]/u);
  });

  it('has a preload that requires electron alone and gives the page two functions', () => {
    const sent: unknown[] = [];
    const listeners = new Map<string, (event: unknown, message: unknown) => void>();
    const exposed: Record<string, Record<string, (argument: never) => unknown>> = {};
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: (typeof exposed)[string]) => (exposed[name] = api) },
      ipcRenderer: {
        send: (...message: unknown[]) => sent.push(message),
        on: (channel: string, listener: (event: unknown, message: unknown) => void) => listeners.set(channel, listener),
        removeListener: (channel: string) => listeners.delete(channel),
      },
    };
    const required: string[] = [];
    const context = createContext({
      exports: {},
      module: {},
      require: (name: string) => {
        required.push(name);
        return electron;
      },
    });
    runInContext(readFileSync(join(out, app, 'preload.cjs'), 'utf8'), context);

    expect(required).toEqual(['electron']);
    expect(Object.keys(exposed)).toEqual(['anteroomBridge']);
    const bridge = exposed['anteroomBridge']!;
    expect(Object.keys(bridge).toSorted()).toEqual(['onMessage', 'send']);
    bridge['send']!({ type: 'subscribe', topic: 'device.state' } as never);
    expect(sent).toEqual([[IPC_REQUEST, { type: 'subscribe', topic: 'device.state' }]]);

    const heard: unknown[][] = [];
    const stop = bridge['onMessage']!(((...args: unknown[]) => heard.push(args)) as never) as () => void;
    listeners.get(IPC_MESSAGE)!({ sender: 'what a page must not get' }, { type: 'topic' });
    expect(heard).toEqual([[{ type: 'topic' }]]);
    stop();
    expect(listeners.size).toBe(0);
  });
});

it('only the shell names electron', () => {
  const sources = globSync('{shared,kiosk,display,hub}/**/*.{ts,tsx}', { cwd: TOP });
  const named = sources.filter((file) =>
    /from '(?:electron|electron\/[^']+)'/u.test(readFileSync(join(TOP, file), 'utf8')),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((file) => !file.startsWith('shared/shell/'))).toEqual([]);
});
