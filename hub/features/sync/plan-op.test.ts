import { describe, expect, test } from 'vitest';
import type { Op } from '#shared/protocol/sync/op.ts';
import { newOpLog } from '#testing/factories/op-log.ts';
import { planOp } from './plan-op.ts';

const UID = '0198c5a0-0000-7000-8000-0000000000aa';
const GOOD = {
  patient: { uid: UID, firstName: 'Ada', lastName: 'Okafor', birthDate: '1980-02-29', phone: '0123456' },
  visit: { uid: UID, queueEntryUid: UID, serviceUid: UID, doctorUid: null, language: 'en', checkedInAt: 1 },
  token: { businessDate: '2026-03-14', lane: 'A', number: 1 },
};

function opWith(kind: string, payload: string): Op {
  return newOpLog(UID).add({ opId: UID, kind, entityUid: UID, payload, businessDate: '2026-03-14' });
}

describe('planning an op', () => {
  test('a check-in is read whole, with what newer devices add', () => {
    const { plan } = planOp(opWith('visit.check_in', JSON.stringify({ ...GOOD, weather: 'rain' })));
    expect(plan).toMatchObject({ kind: 'visit.check_in', payload: { ...GOOD, weather: 'rain' } });
  });

  test.each([
    ['tea.made', JSON.stringify(GOOD), 'sync.unknown_kind'],
    ['__proto__', '{}', 'sync.unknown_kind'],
    ['visit.check_in', '', 'sync.bad_payload'],
    ['visit.check_in', 'null', 'sync.bad_payload'],
    ['visit.check_in', '{"a":', 'sync.bad_payload'],
    ['visit.check_in', '['.repeat(30_000), 'sync.bad_payload'],
    ['visit.check_in', JSON.stringify({ ...GOOD, token: { ...GOOD.token, number: 0 } }), 'sync.bad_payload'],
    ['visit.check_in', JSON.stringify({ ...GOOD, patient: { ...GOOD.patient, firstName: '' } }), 'sync.bad_payload'],
  ])('%s %.20s is refused with a code, never thrown', (kind, payload, code) => {
    expect(planOp(opWith(kind, payload)).plan).toEqual({ kind: 'refused', code });
  });
});
