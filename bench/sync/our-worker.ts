import { join } from 'node:path';
import { countEntries, fillLog, openKiosk, sendAll, startLoop } from './our-device.ts';
import type { OurWire } from './our-system.ts';
import type { Devices, Reader } from './system.ts';

const STREAMS = ['queue', 'clinic'] as const;

/** Kiosks that have checked N people in each without a hub; then the line is there. */
export const devices: Devices = async ({ m, n, folder, wire }) => {
  const clinic = wire as OurWire;
  const kiosks = Array.from({ length: m }, (_, device) => {
    const kiosk = openKiosk(join(folder, `kiosk-${device}`), clinic.kiosks[device]!, clinic);
    fillLog(kiosk, clinic.service.uid, device, n);
    return kiosk;
  });
  const streams = clinic.twoWay ? STREAMS : [];
  return async () => {
    await Promise.all(kiosks.map(async (kiosk) => sendAll(clinic.url, kiosk, streams)));
  };
};

/** One more kiosk, on line for a while. */
export const reader: Reader = async ({ m, folder, wire }, onCount) => {
  const clinic = wire as OurWire;
  const kiosk = openKiosk(join(folder, 'reader'), clinic.kiosks[m]!, clinic);
  const loop = startLoop(clinic.url, kiosk, STREAMS, () => onCount(countEntries(kiosk)));
  await loop.syncNow();
};
