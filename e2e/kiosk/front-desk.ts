import type { z } from 'zod';
import { bookAppointment } from '#shared/protocol/api/appointments.ts';
import { signIn } from '#shared/protocol/api/auth.ts';
import { createAvailabilityRule, findAvailability } from '#shared/protocol/api/availability.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import type { ApiContract, ContractCall, ContractReply } from '#shared/protocol/api/contract.ts';
import { createPairingCode, listCheckInRefusals } from '#shared/protocol/api/devices.ts';
import { currentQueue, type QueueRow } from '#shared/protocol/api/queue.ts';
import { changeKioskPin, changeSettings, listSettings } from '#shared/protocol/api/settings.ts';
import type { kioskSettingsSchema } from '#shared/protocol/kiosk-settings.ts';
import { DEMO_EMAIL } from '#demo/clinic.ts';

const changeKiosk = changeSettings.find(({ key }) => key === 'kiosk')!;
const MINUTE = 60_000;

/** What staff do at the hub while people stand at the kiosk: through the API, as its dashboard does. */
export type FrontDesk = {
  pairingCode(name: string): Promise<string>;
  /** Laid over what is set now. */
  setUpKiosks(change: Partial<z.input<typeof kioskSettingsSchema>>): Promise<void>;
  setPin(pin: string): Promise<void>;
  /** In the next free slot of the first doctor; gives the code that the QR would hold. */
  book(person: { first_name: string; last_name: string; phone: string; date_of_birth: string }): Promise<string>;
  queue(): Promise<QueueRow[]>;
  refusals(): Promise<string[]>;
};

export async function openFrontDesk(hubUrl: string, password: string): Promise<FrontDesk> {
  const baseUrl = hubUrl.replace(/\/$/u, '');
  const { access_token: token } = await callApi({ baseUrl }, signIn, { body: { email: DEMO_EMAIL.admin, password } });
  const headers = () => ({ authorization: `Bearer ${token}` });
  const call = async <C extends ApiContract>(contract: C, given: ContractCall<C>): Promise<ContractReply<C>> =>
    callApi({ baseUrl, headers }, contract, given);

  async function nextSlot(): Promise<{ doctorId: number; startAt: string }> {
    for (let tries = 0; tries < 2; tries += 1) {
      const offered = await call(findAvailability, { query: { days: 2 } });
      const [first] = offered
        .flatMap(({ doctor_id: doctorId, available_slots: slots }) =>
          slots.map(({ start_at: startAt }) => ({ doctorId, startAt })),
        )
        .filter(({ startAt }) => Date.parse(startAt) > Date.now() && Date.parse(startAt) < Date.now() + 115 * MINUTE)
        .toSorted((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt));
      if (first) return first;
      await openAllHours(offered[0]?.doctor_id ?? 1);
    }
    throw new Error('no doctor of the demo has a slot within the next two hours');
  }

  /** Whatever the time of this test: the demo's doctors receive by day. */
  async function openAllHours(doctorId: number): Promise<void> {
    const group = (await call(currentQueue, { query: {} })).find((one) => one.doctor_id !== null);
    const hours = { start_time: '00:00', end_time: '23:59', slot_duration_minutes: 10, max_patients_per_slot: 5 };
    const date = new Date(Date.now() - 24 * 60 * MINUTE).toISOString().slice(0, 10);
    await call(createAvailabilityRule, {
      body: { doctor_id: group?.doctor_id ?? doctorId, date, ...hours, recurrence_pattern: 'FREQ=DAILY' },
    });
  }

  return {
    pairingCode: async (name) => (await call(createPairingCode, { body: { kind: 'kiosk', name } })).code,
    setUpKiosks: async (change) => {
      const now = (await call(listSettings, {})).find(({ key }) => key === 'kiosk')!;
      await call(changeKiosk, { body: { rev: now.rev, value: { ...(now.value as object), ...change } } } as never);
    },
    setPin: async (pin) => void (await call(changeKioskPin, { body: { pin } })),
    book: async (patient_details) => {
      const { doctorId, startAt } = await nextSlot();
      const body = { doctor_id: doctorId, scheduled_date: startAt, patient_details };
      return (await call(bookAppointment, { body })).uid;
    },
    queue: async () => (await call(currentQueue, { query: {} })).flatMap(({ queue }) => queue),
    refusals: async () => (await call(listCheckInRefusals, {})).map(({ reason }) => reason),
  };
}
