import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { openDatabase } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import type { AvailableSlot } from '#shared/protocol/api/availability.ts';
import { insertAvailability, insertPatient, insertPractice } from '#testing/factories/booking.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { bookAppointment, type NewAppointment } from './book-appointment.ts';
import { holdSlot, releaseHold } from './hold-slot.ts';

const database = useDatabase();
const MINUTE = 60_000;
const NOW = Date.parse('2026-03-01T08:00:00Z');
/** Nine o'clock in Berlin on a winter's day. */
const NINE = Date.parse('2026-03-02T08:00:00Z');

async function practice(capacity = 1) {
  const { location, doctor } = await insertPractice(database.db);
  const patient = await insertPatient(database.db, { locationId: location.id });
  await insertAvailability(database.db, {
    locationId: location.id,
    doctorId: doctor.id,
    date: '2026-03-02',
    endTime: '12:00',
    slotDurationMinutes: 15,
    maxPatientsPerSlot: capacity,
  });
  const booking = (over: Partial<NewAppointment> = {}): NewAppointment => ({
    uid: randomUUID(),
    patientId: patient.id,
    appointmentType: 'online',
    location,
    doctor,
    start: NINE,
    durationMinutes: 30,
    ...over,
  });
  const book = async (over: Partial<NewAppointment> = {}, now = NOW) =>
    database.db.transaction((tx) => bookAppointment(tx, now, booking(over)));
  const hold = async (start: number, now = NOW) =>
    database.db.transaction((tx) =>
      holdSlot(tx, { uid: randomUUID(), location, doctor, start, durationMinutes: 30, now }),
    );
  return { location, doctor, booking, book, hold };
}

async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  const error = await attempt.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

describe('booking a slot', () => {
  test('gives a number of the year and takes the slot', async () => {
    const { book } = await practice();
    const booked = await book();
    expect(booked.appointmentNumber).toMatch(/^APT-\d{4}-\d{4,}$/u);
    expect(booked).toMatchObject({ status: 'scheduled', scheduledDate: NINE, durationMinutes: 30 });
  });

  test('a taken slot is refused with the nearest free ones', async () => {
    const { book } = await practice();
    await book();
    const error = await refusal(book({ start: NINE + 15 * MINUTE }));
    expect(error.code).toBe('appointment.slot_taken');
    const alternatives = error.details['alternatives'] as AvailableSlot[];
    expect(alternatives.map((slot) => slot.start_time)).toEqual([
      '2026-03-02 09:30:00',
      '2026-03-02 09:45:00',
      '2026-03-02 10:00:00',
      '2026-03-02 10:15:00',
      '2026-03-02 10:30:00',
    ]);
  });

  test.each([
    ['outside the hours', NINE - 60 * MINUTE],
    ['across the end of the hours', NINE + 165 * MINUTE],
    ['off the grid', NINE + 7 * MINUTE],
    ['in the past', NINE - 24 * 60 * MINUTE],
  ])('a time %s is refused', async (_, start) => {
    const { book } = await practice();
    expect((await refusal(book({ start }))).code).toBe('appointment.slot_taken');
  });

  test('as many people as the slot has places, and not one more', async () => {
    const { book } = await practice(3);
    const outcomes = await Promise.allSettled(Array.from({ length: 7 }, async () => book()));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3);
  });

  test('a cancelled appointment gives its slot back', async () => {
    const { book } = await practice();
    const booked = await book();
    await database.db.update(appointments).set({ status: 'cancelled' }).where(eq(appointments.id, booked.id));
    await expect(book()).resolves.toMatchObject({ status: 'scheduled' });
  });
});

describe('a held slot', () => {
  test('is kept for whoever holds it and for no one else', async () => {
    const { book, hold } = await practice();
    const held = await hold(NINE);
    expect((await refusal(book())).code).toBe('appointment.slot_taken');
    await expect(book({ holdUid: held.uid })).resolves.toMatchObject({ scheduledDate: NINE });
  });

  test('is free again when given back, or when its time is over', async () => {
    const { book, hold } = await practice();
    const given = await hold(NINE);
    await database.db.transaction((tx) => releaseHold(tx, given.uid));
    await book();
    await hold(NINE + 60 * MINUTE);
    await expect(book({ start: NINE + 60 * MINUTE }, NOW + 11 * MINUTE)).resolves.toBeDefined();
  });

  test('cannot be used after its time, or for another slot', async () => {
    const { book, hold } = await practice();
    const late = await hold(NINE);
    expect((await refusal(book({ holdUid: late.uid }, NOW + 11 * MINUTE))).code).toBe('appointment.hold_expired');
    const other = await hold(NINE + 60 * MINUTE);
    expect((await refusal(book({ holdUid: other.uid }))).code).toBe('appointment.hold_mismatch');
  });
});

describe('many people at once, through two pools', () => {
  const second = { open: null as ReturnType<typeof openDatabase> | null };
  afterAll(async () => second.open?.close());

  test('overlapping slots of unequal length: no two winners overlap, every loser is told', async () => {
    const { booking, doctor } = await practice();
    second.open ??= openDatabase(database.url, () => undefined);
    const pools = [database.db, second.open.db];
    const attempts = Array.from({ length: 60 }, async (_, i) =>
      pools[i % 2]!.transaction((tx) =>
        bookAppointment(
          tx,
          NOW,
          booking({ start: NINE + (i % 8) * 15 * MINUTE, durationMinutes: [15, 30, 45, 60][i % 4]! }),
        ),
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    const losers = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as AppError] : []));
    expect(new Set(losers.map((error) => error.code))).toEqual(new Set(['appointment.slot_taken']));

    const booked = await database.db.select().from(appointments).where(eq(appointments.doctorId, doctor.id));
    expect(booked).toHaveLength(60 - losers.length);
    const intervals = booked
      .map((row) => [row.scheduledDate, row.scheduledDate + row.durationMinutes * MINUTE] as const)
      .toSorted(([a], [b]) => a - b);
    for (const [i, [start]] of intervals.entries()) expect(start).toBeGreaterThanOrEqual(intervals[i - 1]?.[1] ?? 0);
  });
});
