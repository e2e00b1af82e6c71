import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorReplySchema } from '#shared/protocol/api/contract.ts';
import type { Caller } from '#hub/access-table.ts';
import { ROUTES } from '#hub/routes.ts';
import { hostileText, inputFor, PERSON, withRealIds } from '#testing/api/hostile-input.ts';
import { openSampleClinic, readClinicRows, type SampleClinic } from '#testing/api/sample-clinic.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { buildOpenApi, type OpenApiDocument, type OpenApiOperation } from './openapi-document.ts';

const RUNS = Number(process.env['ANTEROOM_API_RUNS'] ?? 12);
const SEED = Number(process.env['ANTEROOM_API_SEED'] ?? 20_261_122);
const hub = useHub();
let [own, other] = [{} as SampleClinic, {} as SampleClinic];
beforeAll(async () => {
  own = await openSampleClinic(hub, 'Own Clinic');
  other = await openSampleClinic(hub, 'Secret Elsewhere');
});

const document = buildOpenApi(ROUTES, 'test');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [operation.operationId, { path, method: method.toUpperCase(), operation }] as const,
  ),
);

test('the document is served, and names every operation', async () => {
  const response = await hub.get('/openapi.json');
  const served = (await response.json()) as OpenApiDocument;
  expect(served.openapi).toBe('3.1.0');
  const names = Object.values(served.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
  expect(names.toSorted()).toEqual(ROUTES.map(({ contract }) => contract.id).toSorted());
});

/** Open to everybody on purpose: who books on line sees a clinic's doctors; an administrator sees which clinics there are. */
const SHOWS_OTHERS = new Set(['appointments.availability', 'locations.list']);
/** Whoever books may book anywhere. */
const WRITES_ANYWHERE = new Set(['appointments.book', 'appointments.hold']);

type Operation = { path: string; method: string; operation: OpenApiOperation };
type Sample = { body: unknown; parameters: Record<string, unknown>; ids: number[] };

function samplesOf({ operation }: Operation): fc.Arbitrary<Sample> {
  const schema = operation.requestBody?.content['application/json'].schema;
  const parameters = Object.fromEntries(
    operation.parameters.map((one) => [one.name, fc.oneof(inputFor(one.schema), hostileText)]),
  );
  const required = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
  return fc.record({
    body: schema ? inputFor(schema) : fc.constant(undefined),
    parameters: fc.record(parameters, { requiredKeys: required, noNullPrototype: true }),
    ids: fc.array(fc.nat(1_000_000), { minLength: 6, maxLength: 6 }),
  });
}

/** One of the rows that are really there, of this clinic or of the other. */
function pickId(operationId: string, ids: number[]): () => number {
  const rows = [...Object.values(own.ids), ...(WRITES_ANYWHERE.has(operationId) ? [] : Object.values(other.ids))];
  let next = 0;
  return () => rows[(ids[next++ % ids.length] ?? 0) % rows.length] ?? 1;
}

async function send({ path, method, operation }: Operation, caller: Caller, sample: Sample): Promise<Response> {
  const pick = pickId(operation.operationId, sample.ids);
  const parameters = withRealIds(sample.parameters, pick) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? ''));
  const filled = path.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(text(parameters[name])) || 'x');
  const query = operation.parameters
    .filter((one) => one.in === 'query' && one.name in parameters)
    .map((one) => `${one.name}=${encodeURIComponent(text(parameters[one.name]))}`)
    .join('&');
  const headers = {
    ...(operation.requestBody && { 'content-type': 'application/json' }),
    ...(await own.headersOf(caller)),
  };
  const body = operation.requestBody ? JSON.stringify(withRealIds(sample.body, pick) ?? null) : undefined;
  return fetch(`${hub.url}${filled}${query ? `?${query}` : ''}`, { method, headers, body });
}

describe('whatever is sent to it, an operation answers in the shape of the API, and with nothing that is another’s', () => {
  test.each(operations)('%s', { timeout: 120_000 }, async (_, operation) => {
    const { operationId, 'x-roles': roles } = operation.operation;
    const callers = roles.includes('anyone') && roles.length === 1 ? ['anyone'] : [...roles, 'anyone'];
    const before = await readClinicRows(hub, other.locationId);
    const caller = fc.constantFrom(...(callers as Caller[]));
    const property = fc.asyncProperty(caller, samplesOf(operation), async (who, sample) => {
      const response = await send(operation, who, sample);
      const reply = await response.text();
      const id = response.headers.get('x-request-id') ?? '-';
      const defects = hub.logLines.filter((line) => line.includes(id) && line.includes('unexpected error'));
      expect([response.status < 500, defects]).toEqual([true, []]);
      expect(response.headers.get('content-type')).toContain('application/json');
      const parsed = JSON.parse(reply) as { success: boolean };
      if (!parsed.success) errorReplySchema.parse(parsed);
      expect(reply).not.toMatch(/\n? +at .*\.(?:ts|js):\d|node_modules|SELECT |INSERT /u);
      expect(reply.includes(other.secret) && !SHOWS_OTHERS.has(operationId)).toBe(false);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    expect(await readClinicRows(hub, other.locationId)).toBe(before);
  });

  test('and the log holds nothing of what people typed', () => {
    const log = hub.logLines.join('\n');
    expect(hub.logLines.length).toBeGreaterThan(operations.length);
    for (const typed of [...PERSON, own.secret, other.secret, 'DROP TABLE', '<script>'])
      expect(log).not.toContain(typed);
  });
});
