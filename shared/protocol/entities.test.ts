import { describe, expect, it } from 'vitest';
import { SYNCED_ENTITIES } from './entities.ts';

describe('the queue stream, which waiting-room displays read', () => {
  it('has no field that could hold personal data', () => {
    const personal = /patient|firstName|lastName|birth|phone|mail|address|reason|symptom|insur|visitUid/iu;
    const fields = Object.entries(SYNCED_ENTITIES)
      .filter(([, entity]) => entity.stream === 'queue')
      .flatMap(([name, entity]) => Object.keys(entity.schema.shape).map((field) => `${name}.${field}`));
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter((field) => personal.test(field))).toEqual([]);
  });

  it('lets no unknown field through by accident', () => {
    const row = {
      uid: '0198c5a0-0000-7000-8000-000000000001',
      token: 'A-001',
      businessDate: '2026-03-14',
      status: 'waiting',
      serviceUid: '0198c5a0-0000-7000-8000-000000000001',
      doctorUid: null,
      stationUid: null,
      language: 'en',
      checkedInAt: 1,
      calledAt: null,
      callCount: 0,
      held: false,
    };
    expect(SYNCED_ENTITIES.queue_entry.schema.parse({ ...row, patientName: 'Ada' })).toEqual(row);
  });
});
