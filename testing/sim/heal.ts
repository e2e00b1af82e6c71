import { feedCursor } from '#shared/device/db/schema.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import type { SimDevice } from './sim-device.ts';
import { countEarly } from './note-taken-up.ts';
import { GOOD_LINE } from './sim-network.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
/** After this long without a fault everything must have come to rest. */
const QUIESCE_WITHIN_MS = 15 * MINUTE_MS;
/** In each fifth clinic the first kiosk stays at a build that the hub cannot talk to. */
const OF_ANOTHER_BUILD = 5;

/** Ends the faults: good lines, right clocks, everybody up, and one protocol, with one exception in some clinics. */
export async function heal({ hub, devices, time, options }: World): Promise<void> {
  hub.pauseChance = 0;
  // Restarts under way are waited for: nothing more is broken, and nothing is half up.
  await time.run(time.now + MINUTE_MS / 2);
  await hub.start();
  for (const device of devices) {
    device.faults = GOOD_LINE;
    device.clockOff = 0;
    device.speaks = null;
    device.restart();
  }
  if (options.seed % OF_ANOTHER_BUILD === 0) devices[0]!.speaks = { min: 2, max: 3 };
}

/** With no new writes, everybody has been heard and everybody knows. Gives what is still not so at the end. */
export async function quiesce(world: World): Promise<string[]> {
  const deadline = world.time.now + QUIESCE_WITHIN_MS;
  for (;;) {
    await world.time.run(world.time.now + MINUTE_MS / 6);
    const left = [...unrest(world), ...(await notTakenUp(world)), ...(await notCaughtUp(world))];
    if (left.length === 0 || world.time.now >= deadline) return left;
    await pairAgain(world);
  }
}

/**
 * What staff do about a kiosk that the hub does not know any more, as it was paired after the backup, and about one whose
 * code was taken while the answer was lost on the way: they give it another code.
 */
async function pairAgain({ devices, makeCode, hub }: World): Promise<void> {
  for (const device of devices) {
    if (!device.isUp) continue;
    const identity = readIdentity(device.core.db);
    if (identity !== null && identity.blockedBy !== 'device.revoked') continue;
    // Limits go by real time. Between two visits of staff theirs is over.
    await hub.rows('DELETE FROM rate_limits', []);
    const pairing = { hubUrl: 'http://hub.sim', code: await makeCode() };
    // Answered while virtual time goes on; a refusal leaves it blocked, and staff try again.
    void device.core.methods['device.pair'](pairing).catch(() => undefined);
  }
}

function unrest({ devices, hub }: World): string[] {
  const reasons = devices.flatMap((device) => [
    ...(device.isUp ? [] : [`${device.name} is off`]),
    ...(device.isUp && device.isBlocked ? [`${device.name} is blocked (${lastErrorOf(device)})`] : []),
    ...(device.isUp && device.outboxDepth > 0
      ? [`${device.name} has ${device.outboxDepth} to send (${lastErrorOf(device)})`]
      : []),
  ]);
  return hub.flights.paused > 0 ? [...reasons, 'a transaction is held up'] : reasons;
}

function lastErrorOf(device: SimDevice): string {
  return device.core.state.get().sync.lastError ?? 'no error';
}

async function notTakenUp({ hub, location }: World): Promise<string[]> {
  const early = await countEarly(hub, location.id);
  return early > 0 ? [`${early} ops are not applied although what they build on is here`] : [];
}

async function notCaughtUp({ hub, location, devices }: World): Promise<string[]> {
  const heads = await hub.rows<{ stream: string; seq: string }>(
    'SELECT stream, seq FROM feed_head WHERE location_id = $1',
    [location.id],
  );
  return devices.flatMap((device) => {
    // It is not told anything; what it has to tell is taken.
    if (!device.isUp || device.speaks !== null) return [];
    const cursors = new Map(
      device.core.db
        .select()
        .from(feedCursor)
        .all()
        .map(({ stream, seq }) => [stream as string, seq]),
    );
    const isBehind = heads.some(({ stream, seq }) => (cursors.get(stream) ?? 0) !== Number(seq));
    return isBehind ? [`${device.name} has not read all`] : [];
  });
}
