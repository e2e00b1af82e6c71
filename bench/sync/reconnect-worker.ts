import { readLogHead } from '#shared/device/op-log/op-log.queries.ts';
import type { SyncLoop } from '#shared/device/sync/sync-loop.ts';
import type { EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { countEntries, fillLog, openKiosk, startLoop, type Kiosk } from './our-device.ts';
import type { Clinic } from './our-system.ts';

/** A process of kiosks that were cut off: real stores in memory, real sync loops. Told `go`, it lets so many on line at once. */
export type ReconnectGiven = {
  devices: { url: string; clinic: Omit<Clinic, 'kiosks'>; enrolled: EnrolledDevice; number: number }[];
  opsEach: number;
  /** What each kiosk holds when it has seen all of its clinic. */
  entriesEach: number;
  atOnce: number;
};
export type ReconnectDone = {
  type: 'done';
  /** On the machine's monotonic clock, ms: when the last op was acknowledged, and when every kiosk held its whole clinic. */
  durableAt: number;
  visibleAt: number;
  /** Rounds that did not succeed, by code. */
  failures: Record<string, number>;
};

const STREAMS = ['queue', 'clinic'] as const;
type Device = ReconnectGiven['devices'][number] & { kiosk: Kiosk };

process.once('message', (given: ReconnectGiven) => {
  const devices = given.devices.map((device) => ({
    ...device,
    kiosk: openKiosk(null, device.enrolled, { ...device.clinic, url: device.url }),
  }));
  for (const { kiosk, clinic, number } of devices) fillLog(kiosk, clinic.service.uid, number, given.opsEach);
  process.once('message', () => void run(devices, given));
  process.send?.({ type: 'ready' });
});

async function run(devices: Device[], { atOnce, entriesEach }: ReconnectGiven): Promise<void> {
  const failures: Record<string, number> = {};
  const loops: SyncLoop[] = [];
  const waiting = [...devices];
  const seen: Promise<void>[] = [];
  let durableAt = 0;
  const line = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const online = connect(next, entriesEach, failures);
      loops.push(online.loop);
      seen.push(online.sawAll);
      await online.sent;
      durableAt = now();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  await Promise.all(seen);
  process.send?.({ type: 'done', durableAt, visibleAt: now(), failures } satisfies ReconnectDone);
  await Promise.all(loops.map(async (loop) => loop.stop()));
}

function connect({ url, kiosk }: Device, entriesEach: number, failures: Record<string, number>) {
  const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
  const { promise: sawAll, resolve: hasSeen } = Promise.withResolvers<void>();
  const note = (facts: object): void => {
    const code = 'code' in facts ? String(facts.code) : 'unknown';
    failures[code] = (failures[code] ?? 0) + 1;
  };
  const log = { debug: () => undefined, info: () => undefined, warn: note, error: note };
  const look = (): void => {
    if (countEntries(kiosk) >= entriesEach) hasSeen();
  };
  const loop = startLoop(url, kiosk, STREAMS, look, log);
  loop.status.onChange(() => {
    const { lastSeq, ackedSeq } = readLogHead(kiosk.db, kiosk.enrolled.incarnation);
    if (ackedSeq === lastSeq) isSent();
  });
  return { loop, sent, sawAll };
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
