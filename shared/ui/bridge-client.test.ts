import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { BridgeRequest } from '#shared/protocol/bridge/bridge.ts';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import { createBridgeOver } from './bridge-client.ts';
import type { ConnectionListener } from './bridge-connection.ts';

describe('the bridge client', () => {
  it('gives each answer to whoever asked, whatever the order', async () => {
    const { bridge, host } = connect();
    const first = bridge.invoke('device.syncNow', {});
    const second = bridge.invoke('device.syncNow', {});
    host.received({ type: 'result', id: 2, output: 'two' });
    host.received({ type: 'result', id: 1, output: 'one' });
    expect(await Promise.all([first, second])).toEqual(['one', 'two']);
  });

  it("rejects with the device's code and details", async () => {
    const { bridge, host } = connect();
    const asked = bridge.invoke('device.syncNow', {});
    host.received({ type: 'error', id: 1, error: { code: 'clock.jumped', details: { last: '2026-03-14' } } });
    await expect(asked).rejects.toEqual(new AppError('clock.jumped', { last: '2026-03-14' }));
  });

  it('rejects what was not answered when the connection breaks, and what is asked while there is none', async () => {
    const { bridge, host, away } = connect();
    const asked = bridge.invoke('device.syncNow', {});
    host.closed();
    away();
    await expect(asked).rejects.toMatchObject({ code: 'bridge.lost' });
    await expect(bridge.invoke('device.syncNow', {})).rejects.toMatchObject({ code: 'bridge.lost' });
  });

  it('subscribes once for many listeners, tells a late one at once, and unsubscribes after the last', () => {
    const { bridge, host, requests } = connect();
    const heard: unknown[] = [];
    const stopFirst = bridge.subscribe('kiosk.print', (value) => heard.push(['first', value]));
    host.received({ type: 'topic', topic: 'kiosk.print', value: null });
    const stopSecond = bridge.subscribe('kiosk.print', (value) => heard.push(['second', value]));
    expect(heard).toEqual([
      ['first', null],
      ['second', null],
    ]);
    stopFirst();
    stopSecond();
    expect(requests).toEqual([
      { type: 'subscribe', topic: 'kiosk.print' },
      { type: 'unsubscribe', topic: 'kiosk.print' },
    ]);
  });

  it('subscribes anew when the connection is back', () => {
    const { bridge, host, requests } = connect();
    bridge.subscribe('kiosk.print', () => undefined);
    host.closed();
    host.opened();
    expect(requests.filter(({ type }) => type === 'subscribe')).toHaveLength(2);
  });

  it('tells whether the device answers', () => {
    const { bridge, host } = connect();
    const seen: boolean[] = [];
    bridge.watchConnection((isConnected) => seen.push(isConnected));
    host.closed();
    host.opened();
    expect(seen).toEqual([true, false, true]);
  });
});

function connect() {
  const requests: BridgeRequest[] = [];
  let isThere = true;
  let host: ConnectionListener | undefined;
  const bridge = createBridgeOver<KioskContract>({
    send(request) {
      if (isThere) requests.push(request);
      return isThere;
    },
    listen(listener) {
      host = listener;
    },
  });
  if (!host) throw new Error('the client did not listen');
  host.opened();
  return { bridge, host, requests, away: () => (isThere = false) };
}
