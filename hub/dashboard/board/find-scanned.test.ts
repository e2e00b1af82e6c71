import { expect, it } from 'vitest';
import { writeTicketAddress } from '#shared/domain/ticket-address.ts';
import { boardView } from './board-view.ts';
import { findScanned } from './find-scanned.ts';
import { makeGroup, makeRow, NOON } from './test-rows.ts';

const held = makeRow(4, { held: true });
const queues = boardView([makeGroup([makeRow(3), held])], new Map(), NOON);

function scanned(number: number, businessDate = '2026-03-14'): string {
  const token = { businessDate, lane: 'A', number };
  const visitUid = '0198c1de-0000-7000-8000-000000000001';
  return writeTicketAddress('http://hub.example', { visitUid, token, issuedAt: NOON, proof: 'x'.repeat(16) });
}

it('shows whose ticket it is, wherever on the board they stand', () => {
  expect(findScanned(queues, scanned(3))).toMatchObject({ find: 'A-003', pickedId: 3 });
  expect(findScanned(queues, scanned(4))).toMatchObject({ find: 'A-004', pickedId: 4 });
});

it('offers to put in the queue whom nobody knows, and never mistakes the same number of another day', () => {
  expect(findScanned(queues, scanned(9))).toMatchObject({ find: '', dialog: { kind: 'recover', text: scanned(9) } });
  expect(findScanned(queues, scanned(3, '2026-03-13'))).toMatchObject({ dialog: { kind: 'recover' } });
});

it('leaves what is typed alone', () => {
  for (const text of ['', 'A-003', 'Ana', 'http://hub.example/t/1']) expect(findScanned(queues, text)).toBeNull();
});
