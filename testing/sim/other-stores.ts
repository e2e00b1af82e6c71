import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import type { World } from './world.ts';

const MOST_NEW_KIOSKS = 2;

/**
 * The database file of a kiosk goes back to what it was some minutes ago; the folder it lies in does not. Only where every
 * op has left the device: nothing brings back what one disk alone knew. The hub may go back as well, before or after.
 */
export function putOlderBack({ time, chance, devices, options, hub, ledger }: World): void {
  const device = chance.pick(devices);
  if (!device.isUp || device.outboxDepth > 0 || device.isBlocked) return;
  const { setUps } = device;
  const older = join(options.folder, `${device.name}-older-${time.now}`);
  device.copyFiles(older);
  time.after(chance.between(20_000, 200_000), async () => {
    // A store of another disk does not open with this one's key.
    if (!device.isUp || device.outboxDepth > 0 || device.isBlocked || device.setUps !== setUps) return;
    await ledger.erase(hub, devices, () => {
      // Whoever does not look has no witness either.
      if (options.bug === 'no_fork_check') rmSync(device.witnessFile, { force: true });
      device.putBack(older);
    });
  });
}

/** A copy of a store wakes up on another machine, and both go on. */
export async function copyToAnotherMachine({ chance, devices, options, addDevice }: World): Promise<void> {
  const device = chance.pick(devices);
  const name = `${device.name}-copy`;
  if (!device.isUp || device.isBlocked || devices.some((other) => other.name.endsWith('-copy'))) return;
  // A copy before the machine was noted cannot be told from its original until the hub has seen both.
  if (device.opCount === 0) return;
  const folder = join(options.folder, name);
  mkdirSync(folder, { recursive: true });
  cpSync(device.copyFiles(join(options.folder, `${name}-source`)), folder, { recursive: true });
  await addDevice(name, { folder, pairs: false });
}

/**
 * An empty disk, paired under the old name. Only where the hub has everything and keeps it: a hub that went back as well
 * would have nobody to be refilled by.
 */
export async function setUpAnew({ chance, devices, options, hub, ledger, makeCode }: World): Promise<void> {
  const device = chance.pick(devices);
  if (!device.isUp || device.isBlocked || device.outboxDepth > 0 || options.restoresHub || !hub.isUp) return;
  const [row] = await hub.rows<{ id: string }>('SELECT id FROM devices WHERE uid = $1', [
    requireIdentity(device.core.db).deviceUid,
  ]);
  if (!row) return;
  const pairing = { hubUrl: 'http://hub.sim', code: await makeCode(Number(row.id)) };
  await ledger.erase(hub, devices, () => device.wipe(pairing));
}

/** Paired in the middle of the day, and perhaps forgotten by a hub that goes back to this morning. */
export async function newKiosk({ devices, options, hub, addDevice }: World): Promise<void> {
  const added = devices.filter(({ name }) => name.startsWith('new-kiosk')).length;
  if (!hub.isUp || added >= MOST_NEW_KIOSKS || hub.flights.paused > 0) return;
  await addDevice(`new-kiosk-${options.devices + added + 1}`);
}
