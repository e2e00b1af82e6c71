import { describe, expect, test } from 'vitest';
import { getPatient, searchPatients } from '#shared/protocol/api/patients.ts';
import { listAppointments } from '#shared/protocol/api/appointments.ts';
import { goTo } from './dashboard-page.ts';
import { fillAppointments } from './fill-appointments.ts';
import { changeTwice, loseSlot, registerTwice } from './make-disputes.ts';
import { useDashboard } from './use-dashboard.ts';

/** What two sides did at once, and the desk decides. */
const EVENTUALLY = { timeout: 20_000 };
const DAY = 86_400_000;
const desk = useDashboard('reception', fillAppointments);
const conflict = (name: string) => desk.page.getByTestId('conflict').filter({ hasText: name });

describe('a patient whom the desk and a device without a line have changed', () => {
  test('is shown with both sides, field by field, and where it was recorded', async () => {
    const { result } = await changeTwice(desk.call, { first_name: 'Amina', last_name: 'Haddad' });
    expect(result.status).toBe('conflict');
    await goTo(desk.page, '/conflicts');
    const card = conflict('Amina Haddad');
    await card.waitFor(EVENTUALLY);
    const text = await card.innerText();
    expect(text).toContain('tablet_of_the_ward');
    expect(text).toMatch(/Phone\s+\+12025550162\s+\+12025550161/u);
    // Only one side has changed the address: that is no conflict.
    expect(text).not.toContain('Address');
  });

  test('is as the device had it once that was chosen, and the reason is kept', async () => {
    await conflict('Amina Haddad').getByRole('textbox').fill('She called');
    await conflict('Amina Haddad').getByTestId('resolve-keep_device').click();
    await conflict('Amina Haddad').waitFor({ state: 'detached' });
    const { patients } = await desk.call(searchPatients, { query: { q: 'Amina' } });
    const patient = await desk.call(getPatient, { params: { id: patients[0]!.id } });
    expect(patient).toMatchObject({ phone: '+12025550162', address: 'New Street 2' });
    await desk.page.getByTestId('conflicts-resolved').click();
    const settled = await conflict('Amina Haddad').innerText();
    expect(settled).toContain('The device’s was taken');
    expect(settled).toContain('She called');
    await desk.page.getByTestId('conflicts-open').click();
  });
});

describe('an appointment that lost its slot', () => {
  test('waits for another time, is given one on the page, and stands there', async () => {
    const { status, record } = await loseSlot(
      desk.call,
      { first_name: 'Wendy', last_name: 'Winner' },
      { first_name: 'Lou', last_name: 'Loser' },
    );
    expect(status).toBe('conflict');
    const card = conflict('Lou Loser');
    // The page asks by itself twice a minute.
    await card.waitFor({ timeout: 60_000 });
    expect(await card.getByTestId('lost-slot').innerText()).toMatch(/^Wished for: .*\d{4} · .* · \d+ min · Dr/u);
    expect(await card.getByTestId('resolve-rebook').isDisabled()).toBe(true);
    await card.getByTestId('slot-day-after').click();
    await card.getByTestId('slot').first().click();
    await card.getByTestId('resolve-rebook').click();
    await card.waitFor({ state: 'detached' });
    const [from, to] = [Date.now() - DAY, Date.now() + 5 * DAY].map((at) => new Date(at).toISOString().slice(0, 10));
    const appointments = await desk.call(listAppointments, { query: { from: from!, to: to! } });
    const booked = appointments.find(({ id }) => id === record?.id);
    expect(booked).toMatchObject({ needs_rebooking: false });
  });
});

describe('somebody who was registered twice', () => {
  test('is found, shown side by side, and made one', async () => {
    await registerTwice(
      desk.call,
      { first_name: 'Katarzyna', last_name: 'Nowak' },
      { first_name: 'Catarzyna', last_name: 'Nowak' },
    );
    await goTo(desk.page, '/patients');
    const pair = desk.page.getByTestId('patient-pair').filter({ hasText: 'Katarzyna' });
    await pair.waitFor({ timeout: 90_000 });
    await pair.getByTestId('pair-merge').click();
    await desk.page.getByTestId('confirm').click();
    await pair.waitFor({ state: 'detached' });
    await desk.page.getByTestId('patient-search').locator('input').fill('Nowak');
    await expect.poll(async () => desk.page.getByTestId('patient-row').count(), EVENTUALLY).toBe(1);
  });

  test('is two again when that was a mistake', async () => {
    await desk.page.getByTestId('patient-row').first().getByRole('button').first().click();
    await desk.page.getByTestId('unmerge').click();
    await desk.page.getByTestId('joined').waitFor({ state: 'detached' });
    const { patients } = await desk.call(searchPatients, { query: { q: 'Nowak' } });
    expect(patients.map(({ first_name: name }) => name).toSorted()).toEqual(['Catarzyna', 'Katarzyna']);
  });
});

test('the browser had nothing to complain of', () => {
  expect(desk.complaints.filter((line) => !line.includes('401'))).toEqual([]);
});
