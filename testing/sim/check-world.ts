import { checkLogs } from './check-logs.ts';
import { checkMerges } from './check-merges.ts';
import { checkMoves } from './check-moves.ts';
import { checkViews } from './check-views.ts';
import { checkVisits } from './check-visits.ts';
import type { World } from './world.ts';

/** What a device may be told, or find out, in bad weather. Any other code is a finding. */
const TO_BE_EXPECTED: ReadonlySet<string> = new Set([
  'network.unreachable',
  'database.unavailable',
  'database.busy',
  'device.forked',
  'sync.unknown_incarnation',
  'sync.protocol_unsupported',
]);

/** Promises 1 to 4, after the faults are over and everybody has been heard. Adds what does not hold. */
export async function checkWorld(world: World): Promise<void> {
  const { findings, devices, ledger, options } = world;
  ledger.note(devices);
  // One that was paired after the backup is not known to the hub that came back from it; of one whose place was taken by a
  // new disk, no copy is known any more.
  const mayBeShutOut = options.restoresHub || devices.some(({ setUps }) => setUps > 1);
  for (const device of devices) {
    for (const code of device.errors) {
      if (!TO_BE_EXPECTED.has(code) && !(mayBeShutOut && code === 'device.revoked'))
        findings.push(`${device.name}: ${code}`);
    }
    if (device.lostToPower.size > 0) {
      findings.push(`a power cut took ${device.lostToPower.size} visits from ${device.name} that were on paper`);
    }
  }
  await checkVisits(world);
  await checkLogs(world);
  await checkMerges(world);
  await checkMoves(world);
  await checkViews(world);
}
