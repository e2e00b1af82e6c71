import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** How far each log had come that a store in this place ever had, by incarnation, the latest last. */
export type Witness = ReadonlyMap<string, number>;

const MOST_LOGS = 16;
const latestFirst = z.array(z.tuple([z.string(), z.int()]));
/** As it was written when only the present log was noted. */
const ofOneLog = z.object({ incarnation: z.string(), lastSeq: z.int() });

/** Empty where there is none, or none that can be read: it is only ever a reason to doubt. */
export function readWitness(file: string): Witness {
  try {
    const known: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(known)) return new Map(latestFirst.parse(known));
    const { incarnation, lastSeq } = ofOneLog.parse(known);
    return new Map([[incarnation, lastSeq]]);
  } catch {
    return new Map();
  }
}

/**
 * Notes how far a log has come. Former logs stay noted: the store that is put back may be from before the present one
 * began. A number never goes down, since only a store that was put back would lower it.
 */
export function writeWitness(file: string, incarnation: string, lastSeq: number): void {
  const known = new Map(readWitness(file));
  const farthest = Math.max(known.get(incarnation) ?? 0, lastSeq);
  known.delete(incarnation);
  known.set(incarnation, farthest);
  try {
    writeFileSync(file, JSON.stringify([...known].slice(-MOST_LOGS)), { mode: 0o600 });
  } catch {
    // A full disk: the check-in stands, and the hub still tells an older state by its hashes.
  }
}
