import { listEntities } from '#shared/device/replica/replica.queries.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import type { PatientFields } from '#shared/protocol/sync/patient-update-op.ts';
import { movesOf } from './desk-work.ts';
import type { Dice } from './dice.ts';
import { CRASH_POINTS } from './crash-points.ts';
import type { SimDevice } from './sim-device.ts';
import type { World } from './world.ts';

/** Fields that are told apart as they are typed: a phone number is not, the hub writes it its own way. */
const FIELDS = ['email', 'address', 'lastName'] as const;

export type DeviceWork = {
  world: World;
  chance: Dice;
  ids: () => string;
  /** What each device knows of each patient: as registered, and as it changed it since. */
  known: Map<string, PatientFields>;
};

/** One thing that somebody wants of a device. Gives the code of a refusal, or null. */
export function workAt(work: DeviceWork, device: SimDevice, n: number): string | null {
  const { chance, ids } = work;
  const crashAt = chance.chance(0.03) ? chance.pick(CRASH_POINTS) : null;
  const what = chance.random();
  if (what < 0.14) return moveAt(work, device);
  if (what < 0.26) return changePatientAt(work, device);
  if (what < 0.34) return device.checkInBooked(ids(), crashAt);
  return device.register(aPatient(work, n), crashAt);
}

function aPatient({ world, ids }: DeviceWork, n: number) {
  return {
    idempotencyKey: ids(),
    patient: {
      firstName: `First ${n}`,
      lastName: "O'Neil",
      birthDate: `19${String(50 + (n % 50))}-02-03`,
      phone: `+4930123${String(10_000 + n)}`,
    },
    serviceUid: world.services[0]!.uid,
    doctorUid: null,
    language: 'en' as const,
  };
}

/** Moves an entry as this device's own picture of the queue has it, which may be hours old. */
function moveAt({ world, chance }: DeviceWork, device: SimDevice): string | null {
  if (!device.isUp) return 'off';
  const moves = movesOf(world);
  const seen = listEntities(device.core.db, 'queue_entry').filter(({ status }) => moves[status]);
  if (seen.length === 0) return 'nobody';
  const { uid, status }: QueueEntryView = chance.pick(seen.toSorted((a, b) => (a.uid < b.uid ? -1 : 1)));
  const payload = { queueEntryUid: uid, expectedFrom: status, event: chance.pick(moves[status]!) };
  return device.append({ kind: OP_KINDS.queueEvent, entityUid: uid, payload }) === null ? 'blocked' : null;
}

/** Changes a patient from what this device knows of them; another may have changed the same since. */
function changePatientAt({ world, chance, known }: DeviceWork, device: SimDevice): string | null {
  if (!device.isUp) return 'off';
  const patients = [...world.registered.keys()].toSorted();
  if (patients.length === 0) return 'nobody';
  const uid = chance.pick(patients);
  const key = `${device.name} ${uid}`;
  const before = { ...(known.get(key) ?? world.registered.get(uid)) };
  const field = chance.pick(FIELDS);
  const value = field === 'email' ? `p${chance.between(0, 4)}@clinic.example` : `Changed ${chance.between(0, 4)}`;
  const payload = { uid, base: { [field]: before[field] ?? null }, set: { [field]: value } };
  if (device.append({ kind: OP_KINDS.patientUpdate, entityUid: uid, payload }) === null) return 'blocked';
  known.set(key, { ...before, [field]: value });
  return null;
}
