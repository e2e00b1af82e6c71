import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorReplySchema, type ApiContract } from '#shared/protocol/api/contract.ts';
import { roleSchema } from '#shared/protocol/api/roles.ts';
import { arbitraryFromSchema } from '#testing/api/arbitrary-from-schema.ts';
import { openSampleClinic, readClinicRows, type SampleClinic } from '#testing/api/sample-clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { ACCESS_TABLE, type Caller } from './access-table.ts';
import { buildOpenApi } from './features/docs/openapi-document.ts';
import { ROUTES } from './routes.ts';

const CALLERS: readonly Caller[] = [...roleSchema.options, 'anyone'];
const hub = useHub();
const document = buildOpenApi(ROUTES, 'test');
let [own, other] = [{} as SampleClinic, {} as SampleClinic];
beforeAll(async () => {
  own = await openSampleClinic(hub, 'Own Clinic');
  other = await openSampleClinic(hub, 'Secret Elsewhere');
});

const nameOf = ({ method, path }: ApiContract) => `${method} ${path}`;
const operations = ROUTES.map(({ contract }) => [nameOf(contract), contract] as const);

const isPublic = (name: string) => ACCESS_TABLE[name]?.join() === 'anyone';
/** Anyone may ask, though some are told more. */
const isOpen = (name: string) => ACCESS_TABLE[name]?.includes('anyone') === true;
/** What an operation cannot be asked without. */
const QUERIES: Record<string, string> = {
  'GET /api/appointments': '?from=2030-01-01&to=2030-01-31',
  'GET /api/patients': '?q=Secret',
  'GET /api/sync/pull': '?stream=queue&after=0',
  'GET /api/sync/snapshot': '?stream=queue',
};

async function ask(contract: ApiContract, caller: Caller, given: { id?: string; body?: unknown; query?: string }) {
  const path = contract.path.replace(/:\w+/u, given.id ?? '999999999') + (given.query ?? '');
  const response = await fetch(hub.url + path, {
    method: contract.method,
    headers: { ...(contract.body && { 'content-type': 'application/json' }), ...(await own.headersOf(caller)) },
    ...(contract.body && { body: JSON.stringify(given.body ?? {}) }),
  });
  const text = await response.text();
  const refusal = errorReplySchema.safeParse(JSON.parse(text));
  return { status: response.status, code: refusal.success ? refusal.data.error.code : null, text };
}

describe('every operation lets in exactly those whom the access table names', () => {
  test.each(operations)('%s', async (name, contract) => {
    const named = ACCESS_TABLE[name] ?? [];
    const seen: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const caller of CALLERS) {
      const { code, status } = await ask(contract, caller, {});
      const isOut = (status === 401 && code === 'auth.required') || (status === 403 && code === 'auth.forbidden');
      seen[caller] = isOut ? code : 'let in';
      if (isPublic(name) || named.includes(caller)) expected[caller] = 'let in';
      else expected[caller] = caller === 'anyone' ? 'auth.required' : 'auth.forbidden';
    }
    expect(seen).toEqual(expected);
  });
});

/** The uid of a hold is known to no one but who made it: whoever has it may let it go, signed in or not. */
const KEYS_THEMSELVES = new Set(['DELETE /api/appointments/holds/:uid']);
const withId = operations.filter(([name, contract]) => contract.path.includes(':') && !KEYS_THEMSELVES.has(name));

/** A body of the operation's own schema that its contract takes, refinements and all. */
function validBody(contract: ApiContract): unknown {
  if (!contract.body) return undefined;
  const operation = document.paths[contract.path.replace(/:(\w+)/u, '{$1}')]?.[contract.method.toLowerCase()];
  const schema = operation?.requestBody?.content['application/json'].schema ?? {};
  const bodies = fc.sample(arbitraryFromSchema(schema), { numRuns: 200, seed: 7 });
  const fitting = bodies.find((body) => contract.body?.safeParse(JSON.parse(JSON.stringify(body))).success);
  if (fitting === undefined) throw new Error(`No body was found that ${contract.id} takes: give its schema examples.`);
  return fitting;
}

describe('a row of another location is not there, whoever asks', () => {
  test.each(withId)('%s', async (name, contract) => {
    const segment = Object.keys(other.ids).find((kind) => contract.path.startsWith(`/api/${kind}/:`));
    const id = other.ids[segment ?? ''];
    if (id === undefined) throw new Error(`Give ${name} a row in testing/api/sample-clinic.ts.`);
    const before = await readClinicRows(hub, other.locationId);
    const callers = (ACCESS_TABLE[name] ?? []).filter((caller) => caller !== 'anyone');
    for (const caller of callers) {
      const { status, code, text } = await ask(contract, caller, { id: String(id), body: validBody(contract) });
      expect([caller, status, code]).toEqual([caller, 404, expect.stringMatching(/\.not_found$/u)]);
      expect(text).not.toContain(other.secret);
    }
    expect(await readClinicRows(hub, other.locationId)).toBe(before);
  });

  test('and no list holds one', async () => {
    const shown = new Set<string>();
    const lists = operations.filter(
      ([name, { method, path }]) => method === 'GET' && !path.includes(':') && !isOpen(name),
    );
    for (const [name, contract] of lists) {
      for (const caller of (ACCESS_TABLE[name] ?? []).filter((role) => role !== 'anyone')) {
        const { status, text } = await ask(contract, caller, { query: QUERIES[name] });
        expect([name, caller, status]).toEqual([name, caller, 200]);
        // An administrator makes locations and sees what there are, by name; what is in them is no one else's.
        if (name === 'GET /api/locations' && caller === 'admin') continue;
        expect(text, `${name} as ${caller}`).not.toContain(other.secret);
        if (text.includes(own.secret)) shown.add(name);
      }
    }
    // Those that would have shown it: names stand in their rows.
    expect(shown.size).toBeGreaterThan(8);
  });
});
