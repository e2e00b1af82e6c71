import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import type { CheckedIn, CheckInInput, Choices } from '#shared/protocol/bridge/kiosk-contract.ts';

export type KioskCaller = {
  choices(): Promise<Choices>;
  /** As the page does when it shows the last question. */
  prepareToPrint(): Promise<void>;
  checkIn(input: CheckInInput): Promise<CheckedIn>;
  close(): void;
};

/** Talks to a kiosk as its page does: start address, cookie, WebSocket. */
export async function callKiosk(startUrl: string): Promise<KioskCaller> {
  const { origin } = new URL(startUrl);
  const start = await fetch(startUrl, { redirect: 'manual' });
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers: { cookie, origin } });
  const waiting = new Map<number, (message: BridgeMessage) => void>();
  let topicHeard: ((value: unknown) => void) | undefined;
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as BridgeMessage;
    if (message.type === 'topic') topicHeard?.(message.value);
    else waiting.get(message.id)?.(message);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });

  let lastId = 0;
  const invoke = async (method: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      const id = lastId;
      waiting.set(id, (message) => {
        waiting.delete(id);
        if (message.type === 'result') resolve(message.output);
        else reject(new Error(JSON.stringify(message)));
      });
      socket.send(JSON.stringify({ type: 'invoke', id, method, input }));
    });
  return {
    choices: async () =>
      new Promise((resolve) => {
        topicHeard = (value) => {
          const choices = value as Choices;
          // Empty until the kiosk has read the hub's directory for the first time.
          if (choices.doctors.length > 0) resolve(choices);
        };
        socket.send(JSON.stringify({ type: 'subscribe', topic: 'kiosk.choices' }));
      }),
    prepareToPrint: async () => {
      await invoke('kiosk.prepareToPrint', {});
    },
    checkIn: async (input) => (await invoke('kiosk.checkIn', input)) as CheckedIn,
    close: () => socket.close(),
  };
}

/** A walk-in for the first doctor on offer. */
export function walkIn(choices: Choices): CheckInInput {
  const doctor = choices.doctors[0];
  if (!doctor) throw new Error('the demo clinic offers no doctor');
  return {
    idempotencyKey: randomUUID(),
    patient: { firstName: 'Amina', lastName: 'Haddad', birthDate: '1984-05-12', phone: '0151 23456789' },
    serviceUid: doctor.serviceUid,
    doctorUid: doctor.uid,
    language: 'en',
  };
}
