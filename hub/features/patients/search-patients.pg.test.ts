import { and, desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PatientSummary } from '#shared/protocol/api/patients.ts';
import type { patients } from '#hub/db/schema/patients.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { insertAppointment, insertPatient, openPractice, type OpenPractice } from '#testing/factories/booking.ts';
import { readAnswer } from '#testing/hub/read-answer.ts';
import { useHub } from '#testing/hub/test-hub.ts';

const hub = useHub();
let clinic: OpenPractice;
let staff: { authorization: string };

beforeEach(async () => {
  clinic = await openPractice(hub.hub.db);
  staff = await hub.staffHeaders(clinic.locationId, 'front_desk');
});

const add = async (firstName: string, lastName: string, over: Partial<typeof patients.$inferInsert> = {}) =>
  insertPatient(hub.hub.db, { locationId: clinic.locationId, firstName, lastName, ...over });
const ask = async (q: string, more = '') =>
  readAnswer<{ patients: PatientSummary[]; has_more: boolean }>(
    hub.get(`/api/patients?q=${encodeURIComponent(q)}${more}`, staff),
  );
const find = async (q: string) => (await ask(q)).data?.patients.map((row) => `${row.first_name} ${row.last_name}`);

describe('by name', () => {
  test.each([
    ['any part of the first name', 'mar', ['María García López']],
    ['any part of the last name', 'arci', ['María García López']],
    ['parts in any order', 'lopez maria', ['María García López']],
    ['without accents', 'garcia', ['María García López']],
    ['in capitals', 'GARCÍA', ['María García López']],
    ['another script', 'أمين', ['أمينة حداد']],
    ['Cyrillic in any case', 'ГРИГ', ['Арам Григорян']],
    ['one Chinese character', '王', ['伟 王']],
    ['a Chinese name written as one', '王伟', ['伟 王']],
    ['an apostrophe', "o'b", ["Sean O'Brien"]],
    ['the first letters', 'se', ["Sean O'Brien"]],
    ['nobody', 'xyz', []],
    ['all words, not one of them', 'maria brien', []],
    ['a per cent sign, which is only itself', '%', []],
    ['an underscore, which is only itself', 'm_r', []],
  ])('%s: %s', async (_, q, names) => {
    await add('María', 'García López');
    await add('أمينة', 'حداد');
    await add('Арам', 'Григорян');
    await add('伟', '王');
    await add('Sean', "O'Brien");
    expect(await find(q)).toEqual(names);
  });

  test('whole words come first, then beginnings, then middles', async () => {
    await add('Joanna', 'Berg');
    await add('Annalena', 'Berg');
    await add('Anna', 'Berg');
    expect(await find('anna')).toEqual(['Anna Berg', 'Annalena Berg', 'Joanna Berg']);
  });

  test('one or two letters are the beginning of a word', async () => {
    await add('Anna', 'Berg');
    await add('Joanna', 'Stern');
    expect(await find('an')).toEqual(['Anna Berg']);
  });
});

describe('by number', () => {
  test.each(['+49 30 1234567', '030 1234567', '0049301234567', '301234567', '34567', '٠٣٠١٢٣٤٥٦٧'])(
    'digits of the phone: %s',
    async (q) => {
      await add('Amina', 'Haddad', { phone: '+49301234567' });
      await add('Omar', 'Haddad', { phone: '+491719999999' });
      expect(await find(q)).toEqual(['Amina Haddad']);
    },
  );

  test('digits from the middle that begin with zeros', async () => {
    await add('Amina', 'Haddad', { phone: '+493010000078' });
    await add('Omar', 'Haddad', { phone: '+493010010078' });
    expect(await find('000078')).toEqual(['Amina Haddad']);
    expect(await find('0078')).toHaveLength(2);
  });

  test('the whole phone before one that only holds it', async () => {
    await add('Long', 'One', { phone: '+493012345670' });
    await add('Right', 'One', { phone: '+49301234567' });
    expect(await find('030 1234567')).toEqual(['Right One', 'Long One']);
  });

  test('of the patient or of an appointment, however it is typed', async () => {
    const patient = await add('Amina', 'Haddad');
    await add('Omar', 'Haddad');
    const booked = await insertAppointment(hub.hub.db, {
      locationId: clinic.locationId,
      doctorId: clinic.doctor.id,
      patientId: patient.id,
      scheduledDate: 0,
    });
    const digits = String(Number(patient.patientNumber.slice(2)));
    for (const q of [
      patient.patientNumber,
      patient.patientNumber.toLowerCase(),
      `p${digits}`,
      booked.appointmentNumber,
    ]) {
      expect(await find(q)).toEqual(['Amina Haddad']);
    }
    expect(await find('P-999999')).toEqual([]);
  });
});

test('a record that was joined to another is found by its own name, and gives the one that is kept, once', async () => {
  const kept = await add('Amina', 'Krüger');
  const middle = await add('Amina', 'Haddad', { mergedIntoId: kept.id });
  await add('Aminah', 'Hadad', { mergedIntoId: middle.id });
  expect(await find('haddad')).toEqual(['Amina Krüger']);
  expect(await find('aminah')).toEqual(['Amina Krüger']);
  expect(await find('amina')).toEqual(['Amina Krüger']);
});

test('goes on page by page, and says when there is no more', async () => {
  for (const last of ['A', 'B', 'C', 'D', 'E']) await add('Amina', last);
  const pages = [];
  for (const offset of [0, 2, 4]) pages.push((await ask('amina', `&limit=2&offset=${offset}`)).data!);
  expect(pages.flatMap((page) => page.patients.map((row) => row.last_name))).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(pages.map((page) => page.has_more)).toEqual([true, true, false]);
});

test('finds nobody of another location, and leaves a trace of who was shown but not of what was typed', async () => {
  const { id } = await add('Amina', 'Haddad');
  const other = await openPractice(hub.hub.db);
  await insertPatient(hub.hub.db, { locationId: other.locationId, firstName: 'Amina', lastName: 'Elsewhere' });
  expect(await find('amina')).toEqual(['Amina Haddad']);
  const [trace] = await hub.hub.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.locationId, clinic.locationId), eq(auditLog.action, 'patients.search')))
    .orderBy(desc(auditLog.id));
  expect(trace).toMatchObject({ actorType: 'staff', details: { ids: [id] } });
  expect(JSON.stringify(trace)).not.toMatch(/amina/iu);
});

test('an empty question is refused, a kiosk may not ask', async () => {
  for (const q of ['', '   ', '\u200B']) expect((await ask(q)).status).toBe(400);
  expect((await readAnswer(hub.get('/api/patients?q=amina'))).status).toBe(401);
});
