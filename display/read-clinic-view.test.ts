import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import { aLocation, aQueueEntry } from '#testing/factories/queue-stream.ts';
import { readClinicView } from './read-clinic-view.ts';

const NOON = Date.UTC(2026, 2, 14, 12);
let folder: string;
let db: DeviceDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-view-'));
  db = openDatabase({ file: join(folder, 'display.sqlite') });
});
afterEach(() => {
  closeDatabase(db);
  rmSync(folder, { recursive: true });
});

function store(entries: readonly (QueueEntryView | Record<string, unknown>)[]): void {
  const rows = entries.map((payload, i) => ({
    seq: i + 1,
    entity: 'queue_entry',
    uid: String(payload.uid),
    rev: 1,
    payload,
  }));
  writeTransaction(db, (tx) => storeFeedPage(tx, { stream: 'queue', rows, head: rows.length }));
}

const tokensNow = () =>
  readClinicView(db, aLocation(), NOON)
    .entries.map((entry) => entry.token)
    .toSorted();

describe('what a display reads', () => {
  it('is today, the evening before, and every open call of whatever day', () => {
    store([
      aQueueEntry(1),
      aQueueEntry(2, { businessDate: '2026-03-13' }),
      aQueueEntry(3, { businessDate: '2026-03-12' }),
      aQueueEntry(4, { businessDate: '2025-01-01', status: 'called' }),
      aQueueEntry(5, { businessDate: '2026-03-15' }),
    ]);
    expect(tokensNow()).toEqual(['A-001', 'A-002', 'A-004', 'A-005']);
  });

  it('leaves alone what a later build wrote in a way that this one cannot read', () => {
    store([aQueueEntry(1), { ...aQueueEntry(2), status: 'levitating' }]);
    expect(tokensNow()).toEqual(['A-001']);
  });

  it('does not get slower with the months behind it', () => {
    const read = () => {
      const begun = performance.now();
      tokensNow();
      return performance.now() - begun;
    };
    const quickest = () => Math.min(...Array.from({ length: 15 }, read));
    const today = Array.from({ length: 200 }, (_, i) => aQueueEntry(i + 1));
    const before = Array.from({ length: 12_000 }, (_, i) =>
      aQueueEntry(i + 1000, { businessDate: `2025-0${1 + (i % 9)}-15`, status: 'completed' }),
    );
    store(today);
    const alone = quickest();
    writeTransaction(db, (tx) =>
      storeFeedPage(tx, {
        stream: 'queue',
        rows: before.map((payload, i) => ({
          seq: 201 + i,
          entity: 'queue_entry',
          uid: payload.uid,
          rev: 1,
          payload,
        })),
        head: 12_200,
      }),
    );
    // Reading all of them takes some twenty times as long.
    expect(quickest()).toBeLessThan(alone * 4 + 4);
  });
});
