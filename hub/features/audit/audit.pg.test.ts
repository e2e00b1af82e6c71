import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { auditLog } from '#hub/db/schema/records.ts';
import { ROUTES } from '#hub/routes.ts';
import { openSampleClinic, type SampleClinic } from '#testing/api/sample-clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic = {} as SampleClinic;
beforeAll(async () => {
  clinic = await openSampleClinic(hub, 'Zephyrine Quill');
});

const PERSONAL = /"(?:patient_name|first_name|last_name|date_of_birth|phone|reason_for_visit|symptoms)"/u;
const showsPatients = ROUTES.filter(({ contract, access }) => {
  const reply = JSON.stringify(z.toJSONSchema(contract.reply, { unrepresentable: 'any' }));
  return contract.method === 'GET' && access !== 'public' && PERSONAL.test(reply);
}).map(({ contract }) => [contract.id, contract.path] as const);
const QUERIES: Record<string, string> = {
  'appointments.list': '?from=2030-01-01&to=2030-01-31',
  'patients.search': '?q=Zephyrine',
};
const rowsOf = async (at: number) =>
  hub.database.db.select().from(auditLog).where(eq(auditLog.locationId, at)).orderBy(auditLog.id);

describe('looking at patients', () => {
  test.each(showsPatients)('by %s leaves who looked, and nothing of what they saw', async (id, path) => {
    const segment = Object.keys(clinic.ids).find((kind) => path.startsWith(`/api/${kind}/:`)) ?? '';
    const headers = await clinic.headersOf('front_desk');
    const before = (await rowsOf(clinic.locationId)).length;
    const response = await hub.get(path.replace(/:\w+/u, String(clinic.ids[segment])) + (QUERIES[id] ?? ''), headers);
    expect(response.status).toBe(200);
    const added = (await rowsOf(clinic.locationId)).slice(before);
    expect(added.map((row) => [row.actorType, row.actorUserId === null])).toContainEqual(['staff', false]);
    expect(JSON.stringify(added)).not.toContain('Zephyrine');
  });

  test('on a board that is read again and again is noted once in a while, for each who looks', async () => {
    const [one, two] = [await clinic.headersOf('front_desk'), await clinic.headersOf('doctor')];
    const before = (await rowsOf(clinic.locationId)).length;
    for (const headers of [one, one, two, one]) await hub.get('/api/queue/current', headers);
    expect((await rowsOf(clinic.locationId)).slice(before)).toHaveLength(2);
    hub.moveClock(9 * 60_000);
    await hub.get('/api/queue/current', one);
    expect((await rowsOf(clinic.locationId)).slice(before)).toHaveLength(2);
  });
});

describe('the audit log', () => {
  type Page = {
    rows: { id: number; action: string; actor_name: string | null; at: string }[];
    next_before: number | null;
  };
  async function read(query: string): Promise<Page> {
    const response = await hub.get(`/api/audit${query}`, await clinic.headersOf('manager'));
    return ((await response.json()) as { data: Page }).data;
  }

  test('comes in pages, newest first, with names', async () => {
    const all = await read('?limit=200');
    const first = await read('?limit=3');
    const second = await read(`?limit=3&before=${first.next_before}`);
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(all.rows.slice(0, 6).map((row) => row.id));
    expect(all.next_before).toBeNull();
    expect(all.rows.some((row) => row.actor_name === 'Test User')).toBe(true);
  });

  test('is found by person, by what was done to what, and by time', async () => {
    const rows = await rowsOf(clinic.locationId);
    const someone = rows.find((row) => row.actorUserId !== null)!;
    const byPerson = await read(`?user_id=${someone.actorUserId}`);
    const theirs = rows.filter((row) => row.actorUserId === someone.actorUserId).map((row) => row.id);
    expect(byPerson.rows.map((row) => row.id)).toEqual(theirs.toReversed());
    const looked = await read('?action=patients.get&entity=patient');
    expect(looked.rows.length).toBeGreaterThan(0);
    expect(new Set(looked.rows.map((row) => row.action))).toEqual(new Set(['patients.get']));
    const soon = new Date(hub.hub.clock() + 60_000).toISOString();
    expect((await read(`?from=${soon}`)).rows).toEqual([]);
    expect((await read(`?to=${soon}&limit=200`)).rows).toHaveLength(rows.length);
  });
});
