import { join } from 'node:path';
import { countEntries, openKiosk, registerOne, startLoop } from './our-device.ts';
import { setUpClinic, startHub } from './our-system.ts';
import { pause } from './run-system.ts';

const STREAMS = ['queue', 'clinic'] as const;

/** One registration at a time on line: from the tap's transaction until another kiosk holds it in its store, in milliseconds. */
export async function measureLive(databaseUrl: string, folder: string, count: number): Promise<number[]> {
  const clinic = await setUpClinic(databaseUrl, 2);
  const { url, stop } = await startHub(databaseUrl, join(folder, 'hub'));
  const wire = { ...clinic, url, twoWay: true };
  const [kiosk, other] = clinic.kiosks.map((enrolled, index) => openKiosk(join(folder, `${index}`), enrolled, wire));
  if (!kiosk || !other) throw new Error('two kiosks are needed');
  let arrived = (): void => undefined;
  const reading = startLoop(url, other, STREAMS, () => arrived());
  const writing = startLoop(url, kiosk, STREAMS);
  await Promise.all([reading.syncNow(), writing.syncNow(), pause(1000)]);
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const begun = performance.now();
    const seen = new Promise<void>((resolve) => {
      arrived = () => {
        if (countEntries(other) > index) resolve();
      };
    });
    registerOne(kiosk, clinic.service.uid, 0, index);
    writing.kick();
    await seen;
    times.push(performance.now() - begun);
    await pause(20);
  }
  await Promise.all([writing.stop(), reading.stop()]);
  for (const { db } of [kiosk, other]) db.$client.close();
  await stop();
  return times;
}
