import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { LOCATION_SETTING_KEYS } from '#shared/protocol/settings.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { settings } from '#hub/db/schema/clinic.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { readSetting } from './settings.store.ts';

const hub = useHub();
let locationId = 0;
let headers: { authorization: string };
beforeEach(async () => {
  locationId = (await insertLocation(hub.database.db)).id;
  headers = await hub.staffHeaders(locationId, 'manager');
});

type Setting = { key: string; rev: number; value: Record<string, unknown> };
async function put(key: string, body: unknown) {
  const response = await fetch(`${hub.url}/api/settings/${key}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { data?: Setting; error?: { code: string; details: Record<string, unknown> } };
}
async function list(): Promise<Setting[]> {
  return ((await (await hub.get('/api/settings', headers)).json()) as { data: Setting[] }).data;
}

describe('settings', () => {
  test('are all there from the first day, each with its defaults and rev 0', async () => {
    const all = await list();
    expect(all.map(({ key, rev }) => [key, rev])).toEqual(LOCATION_SETTING_KEYS.map((key) => [key, 0]));
    expect(all.find(({ key }) => key === 'appointments')?.value).toMatchObject({ default_minutes: 30 });
  });

  test('are chosen by location, raise their rev, and are in the audit log with what was chosen', async () => {
    const value = { default_minutes: 20, offered_minutes: [20, 40] };
    expect((await put('appointments', { rev: 0, value })).data).toMatchObject({ rev: 1, value });
    expect((await put('appointments', { rev: 1, value: {} })).data).toMatchObject({
      rev: 2,
      value: { default_minutes: 30 },
    });
    const elsewhere = (await insertLocation(hub.database.db)).id;
    expect(await readSetting(hub.database.db, elsewhere, 'appointments')).toMatchObject({ default_minutes: 30 });
    const rows = await hub.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.locationId, locationId))
      .orderBy(auditLog.id);
    expect(rows.map((row) => row.details)).toMatchObject([{ key: 'appointments', rev: 1, value }, { rev: 2 }]);
  });

  test('of two who change one at the same moment, the second is told to look first', async () => {
    for (const rev of [0, 1]) {
      const answers = await Promise.all(
        [30, 60].map(async (n) => put('payments', { rev, value: { hold_minutes: n } })),
      );
      expect(answers.map(({ error }) => error?.code ?? 'saved').toSorted()).toEqual([
        'saved',
        'setting.changed_meanwhile',
      ]);
      expect(answers.find(({ error }) => error)?.error?.details).toEqual({ key: 'payments', rev: rev + 1 });
    }
  });

  test('that contradict themselves are refused, field by field', async () => {
    const { error } = await put('queue_priorities', { rev: 0, value: { urgencyCredit: { low: 30, high: 10 } } });
    expect(error).toMatchObject({
      code: 'request.invalid',
      details: { issues: [{ path: 'body.value.urgencyCredit' }] },
    });
  });

  test('chosen before a field was added have that field’s default', async () => {
    await hub.database.db.insert(settings).values({ locationId, key: 'display', value: { chime: false } });
    const display = (await list()).find(({ key }) => key === 'display');
    expect(display?.value).toMatchObject({ chime: false, volume: 80 });
  });

  test('of kiosks reach the kiosks over the feed, the PIN as a hash, and nobody else', async () => {
    await put('kiosk', { rev: 0, value: { idleSeconds: 90 } });
    await put('languages', { rev: 0, value: { offered: ['en', 'ar'] } });
    expect((await put('kiosk-pin', { pin: '482915' })).data).toEqual({ pin_set: true });
    const rows = await hub.database.db
      .select()
      .from(feed)
      .where(and(eq(feed.locationId, locationId), eq(feed.entity, 'kiosk_settings')))
      .orderBy(feed.seq);
    expect(rows.map((row) => [row.stream, row.rev])).toEqual([
      ['clinic', 1],
      ['clinic', 2],
      ['clinic', 3],
    ]);
    expect(rows.at(-1)?.payload).toMatchObject({
      idleSeconds: 90,
      languages: ['en', 'ar'],
      pinHash: expect.stringMatching(/^\$argon2id\$/u),
    });
    expect(JSON.stringify(await list())).not.toContain('argon2id');
    expect(hub.logLines.join('')).not.toContain('482915');
  });
});
