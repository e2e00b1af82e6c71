import { randomUUID } from 'node:crypto';
import { callKiosk, walkIn } from '#testing/kiosk-caller.ts';
import type { OpenClinic } from '../open-clinic.ts';

export type Arrival = { firstName: string; birthDate: string };

/** People check in one after the other at the kiosk, all for the same doctor. Gives their tokens. */
export async function checkInForOneDoctor(clinic: OpenClinic, arrivals: readonly Arrival[]): Promise<string[]> {
  const kiosk = await callKiosk(clinic.kiosk.ready.url);
  const choices = await kiosk.choices();
  const doctor = choices.doctors[0]!;
  const tokens: string[] = [];
  for (const [n, { firstName, birthDate }] of arrivals.entries()) {
    const { token } = await kiosk.checkIn({
      ...walkIn(choices),
      idempotencyKey: randomUUID(),
      patient: { firstName, lastName: 'Haddad', birthDate, phone: `0151 2345678${n}` },
      serviceUid: doctor.serviceUid,
      doctorUid: doctor.uid,
    });
    tokens.push(token);
  }
  kiosk.close();
  return tokens;
}
