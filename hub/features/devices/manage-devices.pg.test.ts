import { beforeEach, describe, expect, test } from 'vitest';
import { pairReplySchema } from '#shared/protocol/sync/pair.ts';
import { rateLimits } from '#hub/db/schema/staff.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let headers: { authorization: string };
beforeEach(async () => {
  headers = await hub.staffHeaders((await insertLocation(hub.database.db)).id, 'manager');
  await hub.database.db.delete(rateLimits);
});

type Device = { id: number; uid: string; name: string; lane: string | null; revoked: boolean };
async function data<T>(response: Response): Promise<T> {
  return ((await response.json()) as { data: T }).data;
}
const pair = async (code: string, kind = 'kiosk') => hub.post('/api/devices/pair', { code, kind, appVersion: '1.0.0' });
async function pairNew() {
  const { code } = await data<{ code: string }>(
    await hub.post('/api/devices/pairing-codes', { kind: 'kiosk', name: 'Entrance' }, headers),
  );
  return pairReplySchema.parse(await data(await pair(code)));
}
const list = async () => data<Device[]>(await hub.get('/api/devices', headers));
const pull = async ({ deviceUid, deviceKey }: { deviceUid: string; deviceKey: string }) =>
  (await hub.get('/api/sync/pull?stream=queue&after=0', { authorization: `Device ${deviceUid}:${deviceKey}` })).status;

describe('a device', () => {
  test('is renamed', async () => {
    await pairNew();
    const [device] = await list();
    const response = await fetch(`${hub.url}/api/devices/${device?.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name: '  Back door ' }),
    });
    expect(await data(response)).toMatchObject({ name: 'Back door', lane: 'A' });
  });

  test('that is revoked is refused from then on, and revoked only once', async () => {
    const paired = await pairNew();
    const [device] = await list();
    expect(await pull(paired)).toBe(200);
    expect(await data(await hub.post(`/api/devices/${device?.id}/revoke`, {}, headers))).toMatchObject({
      revoked: true,
    });
    expect(await pull(paired)).toBe(401);
    expect((await hub.post(`/api/devices/${device?.id}/revoke`, {}, headers)).status).toBe(409);
  });

  test('is replaced by another machine under the same name, with a key, an incarnation and a lane of its own', async () => {
    const before = await pairNew();
    const [device] = await list();
    const { code } = await data<{ code: string }>(await hub.post(`/api/devices/${device?.id}/replace`, {}, headers));
    expect(await pull(before)).toBe(401);
    expect((await pair(code, 'display')).status).toBe(409);
    const after = pairReplySchema.parse(await data(await pair(code)));
    expect(after).toMatchObject({ deviceUid: before.deviceUid, deviceName: 'Entrance', lane: 'C' });
    expect(after.incarnation).not.toBe(before.incarnation);
    expect([await pull(before), await pull(after)]).toEqual([401, 200]);
    expect(await list()).toMatchObject([{ id: device?.id, lane: 'C', revoked: false }]);
    expect((await pair(code)).status).toBe(400);
  });
});
