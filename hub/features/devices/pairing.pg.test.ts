import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { pairReplySchema, type PairReply } from '#shared/protocol/sync/pair.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { rateLimits } from '#hub/db/schema/staff.ts';
import { defineRoute } from '#hub/http/route.ts';
import { ROUTES } from '#hub/routes.ts';
import { defineContract } from '#shared/protocol/api/contract.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { z } from 'zod';
import { PAIRING_CODE_LIFETIME_MS } from './pairing-code.ts';

const whoAmI = defineContract({
  id: 'test.whoAmI',
  method: 'GET',
  path: '/api/test/who-am-i',
  summary: 'Which device asks',
  reply: z.object({ uid: z.uuid() }),
});
const whoAmIRoute = defineRoute(whoAmI, { roles: ['kiosk'] }, async ({ actor }) => ({ uid: actor.deviceUid }));

const hub = useHub({ routes: [...ROUTES, whoAmIRoute] });
let locationId: number;
beforeEach(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
  await hub.database.db.delete(rateLimits);
});

async function makeCode(kind = 'kiosk'): Promise<string> {
  const headers = await hub.staffHeaders(locationId, 'manager');
  const response = await hub.post('/api/devices/pairing-codes', { kind, name: 'Entrance' }, headers);
  return ((await response.json()) as { data: { code: string } }).data.code;
}
const pair = async (code: string, kind = 'kiosk') => hub.post('/api/devices/pair', { code, kind, appVersion: '1.0.0' });
const codeOf = async (response: Response) => ((await response.json()) as { error?: { code: string } }).error?.code;
async function paired(response: Response): Promise<PairReply> {
  return pairReplySchema.parse(((await response.json()) as { data: unknown }).data);
}
const ask = async (credentials: string) => hub.get('/api/test/who-am-i', { authorization: `Device ${credentials}` });

describe('pairing', () => {
  test('gives a device its key, its lane and the location, and lets it in', async () => {
    const reply = await paired(await pair(await makeCode()));
    expect(reply).toMatchObject({ deviceName: 'Entrance', lane: 'A', hubEpoch: hub.hub.epoch });
    const answer = await ask(`${reply.deviceUid}:${reply.deviceKey}`);
    expect(await answer.json()).toEqual({ success: true, data: { uid: reply.deviceUid } });
  });

  test('takes the code as people type it', async () => {
    const code = await makeCode();
    expect((await pair(`${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)).status).toBe(200);
  });

  test('never gives two devices of a location the same lane, even when they come at once', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, async () => makeCode()));
    const replies = await Promise.all(codes.map(async (code) => paired(await pair(code))));
    expect(replies.map((reply) => reply.lane).toSorted()).toEqual(['A', 'C', 'D', 'E', 'F', 'G', 'H', 'J']);
  });

  test('uses a code once, even when two devices type it at once', async () => {
    const code = await makeCode();
    const answers = await Promise.all([pair(code), pair(code)]);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 400]));
    expect(await codeOf(await pair(code))).toBe('pairing.code_not_valid');
  });

  test('refuses a code that has expired', async () => {
    const code = await makeCode();
    hub.moveClock(PAIRING_CODE_LIFETIME_MS + 1);
    expect(await codeOf(await pair(code))).toBe('pairing.code_not_valid');
  });

  test('refuses a code made for another kind of device, which stays good for the right one', async () => {
    const code = await makeCode('display');
    expect(await codeOf(await pair(code, 'kiosk'))).toBe('pairing.wrong_kind');
    expect((await pair(code, 'display')).status).toBe(200);
  });

  test('is refused after ten wrong codes', async () => {
    const codes: (string | undefined)[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) codes.push(await codeOf(await pair('WRONGXYZ')));
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'pairing.code_not_valid'));
    expect(codes[10]).toBe('auth.too_many_attempts');
  });

  test.each(['front_desk', 'doctor'] as const)('codes are not made by a %s', async (role) => {
    const headers = await hub.staffHeaders(locationId, role);
    const response = await hub.post('/api/devices/pairing-codes', { kind: 'kiosk', name: 'X' }, headers);
    expect(await codeOf(response)).toBe('auth.forbidden');
  });
});

describe('a paired device', () => {
  test('is known by its key alone', async () => {
    const [one, other] = [await paired(await pair(await makeCode())), await paired(await pair(await makeCode()))];
    const wrong = [
      `${one.deviceUid}:${other.deviceKey}`,
      `${one.deviceUid}:`,
      'nonsense',
      `${hub.hub.ids()}:${one.deviceKey}`,
    ];
    const codes = await Promise.all(wrong.map(async (credentials) => codeOf(await ask(credentials))));
    expect(codes).toEqual(wrong.map(() => 'auth.unknown_device'));
  });

  test('is locked out at once when it is revoked', async () => {
    const { deviceUid, deviceKey } = await paired(await pair(await makeCode()));
    expect((await ask(`${deviceUid}:${deviceKey}`)).status).toBe(200);
    await hub.database.db.update(devices).set({ revokedAt: Date.now() }).where(eq(devices.uid, deviceUid));
    expect(await codeOf(await ask(`${deviceUid}:${deviceKey}`))).toBe('auth.unknown_device');
  });

  test('does not play a role of another kind', async () => {
    const { deviceUid, deviceKey } = await paired(await pair(await makeCode('display'), 'display'));
    expect(await codeOf(await ask(`${deviceUid}:${deviceKey}`))).toBe('auth.forbidden');
  });

  test('is listed for its own location only, with its lane and without its key', async () => {
    const { deviceUid, deviceKey } = await paired(await pair(await makeCode()));
    const own = await hub.get('/api/devices', await hub.staffHeaders(locationId, 'front_desk'));
    const text = await own.text();
    expect(JSON.parse(text)).toMatchObject({ data: [{ uid: deviceUid, lane: 'A', revoked: false }] });
    expect(text).not.toContain(deviceKey);
    const elsewhere = (await insertLocation(hub.database.db)).id;
    const other = await hub.get('/api/devices', await hub.staffHeaders(elsewhere, 'front_desk'));
    expect(await other.json()).toEqual({ success: true, data: [] });
  });
});
