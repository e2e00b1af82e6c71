import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { BridgeMessage, BridgeTopic, BridgeTopicValue } from '#shared/protocol/bridge/bridge.ts';
import type { CheckedIn, CheckInInput, Choices, KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';

type Topic = BridgeTopic<KioskContract>;
type Told<T extends Topic> = BridgeTopicValue<KioskContract, T>;

export type KioskCaller = {
  /** What the kiosk tells its page of a topic, as soon as `isThere` says that it is what is waited for. One at a time. */
  hear<T extends Topic>(topic: T, isThere: (value: Told<T>) => boolean): Promise<Told<T>>;
  choices(): Promise<Choices>;
  /** Whatever the hub held when this was called is at the kiosk when it resolves. */
  catchUp(): Promise<void>;
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
  let heard: ((topic: string, value: unknown) => void) | undefined;
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as BridgeMessage;
    if (message.type === 'topic') heard?.(message.topic, message.value);
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
  const hear: KioskCaller['hear'] = async (topic, isThere) =>
    new Promise((resolve) => {
      heard = (told, value) => {
        if (told === topic && isThere(value as Told<typeof topic>)) resolve(value as Told<typeof topic>);
      };
      socket.send(JSON.stringify({ type: 'subscribe', topic }));
    });
  const nextSuccess = async (after: number): Promise<number> => {
    const told = await hear('device.state', ({ sync }) => (sync.lastSuccessAt ?? 0) > after);
    return told.sync.lastSuccessAt!;
  };
  return {
    hear,
    // Empty until the kiosk has read the hub's directory for the first time.
    choices: async () => hear('kiosk.choices', ({ doctors }) => doctors.length > 0),
    // The round after the one that may be under way.
    catchUp: async () => void (await nextSuccess(await nextSuccess(Date.now()))),
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
