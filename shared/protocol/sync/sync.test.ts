import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkInPayloadSchema } from '#shared/protocol/sync/check-in-op.ts';
import { helloRequestSchema } from '#shared/protocol/sync/hello.ts';
import { GENESIS_HASH, opHashInput, opSchema, type Op } from '#shared/protocol/sync/op.ts';
import { pullQuerySchema } from '#shared/protocol/sync/pull.ts';
import { MAX_OPS_PER_PUSH, pushReplySchema, pushRequestSchema } from '#shared/protocol/sync/push.ts';

const INCARNATION = '0198c5a0-0000-7000-8000-0000000000aa';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/u);
const unhashedOp: fc.Arbitrary<Omit<Op, 'hash'>> = fc.record({
  seq: fc.integer({ min: 1, max: 5 }),
  opId: fc.uuid(),
  kind: fc.string({ minLength: 1, maxLength: 8 }),
  entityUid: fc.uuid(),
  baseRev: fc.option(fc.nat({ max: 3 })),
  schemaVersion: fc.integer({ min: 1, max: 3 }),
  payload: fc.string({ unit: 'binary', maxLength: 30 }),
  recordedAt: fc.maxSafeInteger(),
  businessDate: fc.constantFrom('2026-03-14', '2026-03-15'),
  prevHash: hash,
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function opOf(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    seq: 1,
    opId: INCARNATION,
    kind: 'visit.check_in',
    entityUid: INCARNATION,
    baseRev: null,
    schemaVersion: 1,
    payload: '{}',
    recordedAt: 0,
    businessDate: '2026-03-14',
    prevHash: GENESIS_HASH,
    hash: GENESIS_HASH,
    ...overrides,
  };
}

describe('the text under the hash of an op', () => {
  it('stays as it is for ever: devices hold hashes made of it', () => {
    const op = opSchema.parse(opOf({ payload: '{"a":"é"}', baseRev: 2 }));
    expect(sha256(opHashInput(INCARNATION, op))).toBe(
      'b1d289bf7a3d2cb129692811c8e59cc64326dc3b77b5a53a01958108f4ac17e7',
    );
  });

  it('differs when any field differs', () => {
    const changes = fc.constantFrom<keyof Omit<Op, 'hash'>>(
      'seq',
      'opId',
      'kind',
      'entityUid',
      'baseRev',
      'schemaVersion',
      'payload',
      'recordedAt',
      'businessDate',
      'prevHash',
    );
    fc.assert(
      fc.property(unhashedOp, unhashedOp, changes, (op, other, field) => {
        fc.pre(op[field] !== other[field]);
        expect(opHashInput(INCARNATION, { ...op, [field]: other[field] })).not.toBe(opHashInput(INCARNATION, op));
      }),
    );
  });

  it('differs between two incarnations, so that a log cannot be moved to another device', () => {
    fc.assert(
      fc.property(unhashedOp, fc.uuid(), (op, other) => {
        expect(opHashInput(other, op)).not.toBe(opHashInput(INCARNATION, op));
      }),
    );
  });

  it('is the same after the op travelled as JSON', () => {
    fc.assert(
      fc.property(unhashedOp, (op) => {
        const sent = opSchema.parse({ ...op, hash: GENESIS_HASH });
        const arrived = opSchema.parse(JSON.parse(JSON.stringify(sent)));
        expect(opHashInput(INCARNATION, arrived)).toBe(opHashInput(INCARNATION, sent));
      }),
    );
  });
});

describe('a push', () => {
  it('keeps fields that a newer device sends', () => {
    const request = pushRequestSchema.parse({ incarnation: INCARNATION, ops: [opOf({ battery: 12 })] });
    expect(request.ops[0]).toMatchObject({ battery: 12 });
  });

  it('carries one op at least and no more than the limit', () => {
    const pushOf = (count: number) => ({ incarnation: INCARNATION, ops: Array.from({ length: count }, () => opOf()) });
    expect(pushRequestSchema.safeParse(pushOf(0)).success).toBe(false);
    expect(pushRequestSchema.safeParse(pushOf(MAX_OPS_PER_PUSH)).success).toBe(true);
    expect(pushRequestSchema.safeParse(pushOf(MAX_OPS_PER_PUSH + 1)).success).toBe(false);
  });

  it('may carry kinds and payloads that this build does not know: the hub keeps them', () => {
    expect(opSchema.safeParse(opOf({ kind: 'tea.made', payload: 'not even JSON' })).success).toBe(true);
  });

  test.each([{ seq: 0 }, { seq: 1.5 }, { hash: 'A'.repeat(64) }, { prevHash: '' }, { businessDate: 'today' }])(
    'refuses an op whose envelope cannot be checked: %j',
    (broken) => {
      expect(opSchema.safeParse(opOf(broken)).success).toBe(false);
    },
  );

  it('is answered in one of three ways', () => {
    expect(pushReplySchema.safeParse({ status: 'ok', lastSeq: 0, results: [] }).success).toBe(true);
    expect(pushReplySchema.safeParse({ status: 'gap', expectedSeq: 3 }).success).toBe(true);
    expect(pushReplySchema.safeParse({ status: 'fork', atSeq: 3 }).success).toBe(true);
    expect(pushReplySchema.safeParse({ status: 'maybe' }).success).toBe(false);
  });
});

describe('a check-in payload', () => {
  it('keeps unknown fields of the visit, cleans names, and needs the token that was printed', () => {
    const payload = {
      patient: { uid: INCARNATION, firstName: ' Zoë ', lastName: 'Nguyễn', birthDate: '1990-01-01', phone: '0123 456' },
      visit: {
        uid: INCARNATION,
        queueEntryUid: INCARNATION,
        serviceUid: INCARNATION,
        doctorUid: null,
        language: 'hi',
        checkedInAt: 1,
        companion: 'yes',
      },
      token: { businessDate: '2026-03-14', lane: 'A', number: 1 },
    };
    expect(checkInPayloadSchema.parse(payload)).toMatchObject({
      patient: { firstName: 'Zoë', phone: '0123456' },
      visit: { companion: 'yes' },
    });
    expect(checkInPayloadSchema.safeParse({ ...payload, token: undefined }).success).toBe(false);
  });
});

describe('hello and pull', () => {
  it('read a cursor from a query string and refuse one that is not a number', () => {
    expect(pullQuerySchema.parse({ stream: 'queue', after: '12' })).toEqual({
      stream: 'queue',
      after: 12,
      limit: 1000,
    });
    expect(pullQuerySchema.safeParse({ stream: 'queue', after: '-1' }).success).toBe(false);
    expect(pullQuerySchema.safeParse({ stream: 'queue', after: 'x' }).success).toBe(false);
    expect(pullQuerySchema.safeParse({ stream: 'payroll', after: '0' }).success).toBe(false);
    expect(pullQuerySchema.safeParse({ stream: 'queue', after: '0', limit: '1001' }).success).toBe(false);
  });

  it('let a hello of a newer build through, whatever else it says', () => {
    const hello = {
      protocol: { min: 1, max: 9 },
      incarnation: INCARNATION,
      lastSeq: 0,
      lastHash: GENESIS_HASH,
      appVersion: '9.0.0',
      capabilities: ['x'],
    };
    expect(helloRequestSchema.parse(hello)).toMatchObject({ capabilities: ['x'] });
  });
});
