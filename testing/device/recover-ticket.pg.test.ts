import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { locationMatchKey } from '#hub/features/appointments/appointment-feed.ts';
import { checkIn } from '#kiosk/check-in.ts';
import { encodeTicket } from '#kiosk/printing/encode-ticket.ts';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { printJob } from '#shared/device/db/schema.ts';
import { requireIdentity, saveIdentity } from '#shared/device/identity/identity.store.ts';
import { readOutbox } from '#shared/device/op-log/op-log.queries.ts';
import { storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import { PRINTER_PROFILES } from '#shared/ticket/profiles/printer-profiles.ts';
import { ticketContentSchema } from '#shared/ticket/ticket-content.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { printBytes } from '#testing/virtual-printer/print-bytes.ts';
import { readQr } from '#testing/virtual-printer/read-qr.ts';
import { clinicRows, LOCATION, makeCheckIn, newFolder, openPairedDevice, removeFolder } from './device-world.ts';

const hub = useHub();
const DAY_MS = 86_400_000;
let room: WaitingRoom;
let staff: { authorization: string };
let folder: string;
let kiosk: DeviceDatabase;

beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  staff = await hub.staffHeaders(room.locationId, 'front_desk');
  folder = newFolder();
  kiosk = openPairedDevice(folder, { incarnation: room.kiosk.incarnation, lane: room.kiosk.lane });
  writeTransaction(kiosk, (tx) => {
    const location = { ...LOCATION, uid: room.locationUid, timeZone: 'Europe/Berlin', country: 'DE' };
    const matchKey = locationMatchKey(hub.hub.keys.kioskMatch, room.locationUid).text;
    saveIdentity(tx, { ...requireIdentity(tx), deviceUid: room.kiosk.actor.deviceUid, location, matchKey });
    const [service] = clinicRows();
    const payload = { ...service!.payload, uid: room.service.uid };
    storeFeedPage(tx, { stream: 'queue', rows: [{ ...service!, seq: 3, uid: room.service.uid, payload }], head: 3 });
  });
});
afterEach(() => {
  closeDatabase(kiosk);
  removeFolder(folder);
});

/** Checks somebody in, off line, and reads the code off the paper as a scanner does. */
async function ticketOnPaper(at = hub.hub.clock()): Promise<{ token: string; scanned: string }> {
  const input = makeCheckIn({ serviceUid: room.service.uid });
  const { token, visitUid } = checkIn({ db: kiosk, clock: () => at, ids: () => v7() }, input);
  const job = kiosk.select().from(printJob).where(eq(printJob.visitUid, visitUid)).get();
  const [profile] = PRINTER_PROFILES;
  const bytes = encodeTicket(ticketContentSchema.parse(job!.ticket), 1, PLAIN_TEMPLATE, profile!);
  const [piece] = await printBytes(bytes, profile!);
  return { token, scanned: readQr(piece!.bitmap)! };
}
const recover = async (ticket: string, more: object = {}) =>
  readAnswer<QueueRow>(
    hub.post('/api/queue/recover-ticket', { ticket, service_id: room.service.id, ...more }, { ...staff }),
  );
const countVisits = async () => hub.hub.db.$count(visits, eq(visits.locationId, room.locationId));

describe('a ticket whose kiosk was lost', () => {
  test('puts its patient into the queue from the paper alone, under its token and with its time, once', async () => {
    const issuedAt = hub.hub.clock() - 60_000;
    const { token, scanned } = await ticketOnPaper(issuedAt);
    const { status, data } = await recover(scanned);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      token_label: token,
      current_status: 'waiting',
      patient_name: expect.stringMatching(token),
    });
    expect(Math.abs(Date.parse(data!.check_in_time) - issuedAt)).toBeLessThan(1000);
    expect((await recover(` ${scanned} `)).data).toMatchObject({ id: data!.id });
    expect(await countVisits()).toBe(1);
  });

  test('is given its patient where the desk knows who it is', async () => {
    await room.checkIn(1);
    const [known] = await hub.hub.db.select().from(patients).where(eq(patients.locationId, room.locationId));
    // The room's kiosk has issued that token already.
    await ticketOnPaper();
    const { scanned } = await ticketOnPaper();
    const { data } = await recover(scanned, { patient_id: known!.id });
    const [entry] = await hub.hub.db.select().from(queueManagement).where(eq(queueManagement.id, data!.id));
    const [visit] = await hub.hub.db.select().from(visits).where(eq(visits.id, entry!.visitId));
    expect(visit!.patientId).toBe(known!.id);
    expect(await recover((await ticketOnPaper()).scanned, { patient_id: known!.id + 100_000 })).toMatchObject({
      status: 404,
      error: { code: 'patient.not_found' },
    });
  });

  test('is no second visit when the kiosk is found after all', async () => {
    const { scanned } = await ticketOnPaper();
    await recover(scanned);
    const reply = await room.push(readOutbox(kiosk, room.kiosk.incarnation, 0));
    expect(reply).toMatchObject({ status: 'ok', results: [{ outcome: 'synced' }] });
    expect(await countVisits()).toBe(1);
  });

  test('is known by its kiosk’s own word, and then nothing is changed', async () => {
    const { scanned, token } = await ticketOnPaper();
    await room.push(readOutbox(kiosk, room.kiosk.incarnation, 0));
    expect((await recover(scanned)).data).toMatchObject({
      token_label: token,
      patient_name: expect.stringMatching('Amira'),
    });
    expect(await countVisits()).toBe(1);
  });

  test('cannot be made up, altered, or used on another day or for a token that is taken', async () => {
    const { scanned } = await ticketOnPaper();
    const forged = [
      'https://clinic.example',
      scanned.replace('-A-001', '-A-002'),
      scanned.replace(/\.[\w-]{16}$/u, `.${'A'.repeat(16)}`),
      scanned.split('#')[0]!,
    ];
    for (const text of forged) {
      expect(await recover(text)).toMatchObject({ status: 400, error: { code: 'ticket.not_genuine' } });
    }
    const other = await openWaitingRoom(hub.hub);
    const stranger = await hub.staffHeaders(other.locationId, 'front_desk');
    const body = { ticket: scanned, service_id: other.service.id };
    expect(await readAnswer(hub.post('/api/queue/recover-ticket', body, stranger))).toMatchObject({
      error: { code: 'ticket.not_genuine' },
    });
    await room.checkIn(1);
    expect(await recover(scanned)).toMatchObject({ status: 409, error: { code: 'ticket.token_taken' } });
    const tomorrow = await ticketOnPaper(hub.hub.clock() + DAY_MS);
    expect(await recover(tomorrow.scanned)).toMatchObject({ status: 409, error: { code: 'ticket.of_another_day' } });
    expect(await countVisits()).toBe(1);
  });
});
