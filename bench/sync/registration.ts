import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** What one person registers, made from a number: the same for ours and for the floor, about 550 bytes as JSON. */
export type Registration = {
  id: string;
  firstName: string;
  lastName: string;
  birthDate: string;
  phone: string;
  gender: 'female' | 'male';
  reason: string;
};

const FIRST = ['Amina', 'João', 'Mei', 'Samuel', 'Fatou', 'Rosa', 'Tariq', 'Inês', 'Noor', 'Peter'];
const LAST = ['Okafor', 'Silva', 'Chen', 'Mwangi', 'Diallo', 'García', 'Hassan', 'Costa', 'Rahman', 'Banda'];
const REASON =
  'Fever for three days, no rash, drinking fluids; was here last week for the same and was asked to come back when it had not gone by today. ';

export function makeRegistration(device: number, n: number): Registration {
  const digest = createHash('sha256').update(`${device}:${n}`).digest();
  const at = (index: number, size: number): number => digest.readUInt16BE(index * 2) % size;
  return {
    id: v7(),
    firstName: FIRST[at(0, 10)]!,
    lastName: `${LAST[at(1, 10)]!}-${LAST[at(2, 10)]!}`,
    birthDate: `19${String(50 + at(3, 50))}-0${1 + at(4, 9)}-1${at(5, 10)}`,
    phone: `+2547${String(10_000_000 + at(6, 60_000) * 7)}`,
    gender: at(7, 2) === 0 ? 'female' : 'male',
    reason: (REASON + digest.toString('hex') + REASON).slice(0, 330),
  };
}
