import { afterEach, beforeEach, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { checkIn } from '#kiosk/check-in.ts';
import { closeDatabase, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { makeCheckIn, newFolder, NOON, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { reprintTicket } from './reprint-ticket.ts';
import { listStaffLog, listStaffTickets } from './staff-log.queries.ts';

let folder: string;
let db: DeviceDatabase;
beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});
const ports = { ...systemPorts(), clock: () => NOON };
const register = () => checkIn({ db, clock: ports.clock, ids: v7 }, makeCheckIn());

it('staff see the latest tickets first, each once, with its copies', () => {
  const [first, second] = [register(), register()];
  expect(reprintTicket({ db, ports }, first.visitUid)).toMatchObject({ copyNo: 2 });
  expect(reprintTicket({ db, ports }, first.visitUid)).toMatchObject({ copyNo: 3 });
  expect(listStaffTickets(db)).toEqual([
    { visitUid: first.visitUid, token: 'A-001', issuedAt: NOON, copies: 3, state: 'queued' },
    { visitUid: second.visitUid, token: 'A-002', issuedAt: NOON, copies: 1, state: 'queued' },
  ]);
});

it('a ticket that is not there is not printed again', () => {
  expect(() => reprintTicket({ db, ports }, v7())).toThrow('print.ticket_unknown');
});

it('the log tells kinds and states, newest first, and nothing that anyone said', () => {
  register();
  register();
  const log = listStaffLog(db, requireIdentity(db).incarnation);
  expect(log).toMatchObject({ lastSeq: 2, ackedSeq: 0 });
  expect(log.ops.map(({ seq, kind, state }) => [seq, kind, state])).toEqual([
    [2, 'visit.check_in', 'waiting'],
    [1, 'visit.check_in', 'waiting'],
  ]);
  expect(JSON.stringify(log)).not.toMatch(/Amira|Neil|7946|1990/u);
});
