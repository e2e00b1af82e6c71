import { appendFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import type { Dice } from './dice.ts';

const WAL_HEADER = 32;
const WAL_FRAME = 24 + 4096;

/**
 * What a power cut does to a write-ahead log, by what SQLite promises of it. Flushed at each commit: every commit is there,
 * and behind it perhaps the torn beginning of what was being written. Not flushed: it ends anywhere, or is empty.
 */
export function cutPower(walFile: string, isFlushed: boolean, chance: Dice): void {
  if (!existsSync(walFile)) return;
  if (isFlushed) {
    if (chance.chance(0.3)) appendFileSync(walFile, Buffer.alloc(chance.between(1, WAL_FRAME), 0xa5));
    return;
  }
  const frames = Math.floor((statSync(walFile).size - WAL_HEADER) / WAL_FRAME);
  const left = frames > 0 ? chance.between(0, frames + 1) : 0;
  truncateSync(walFile, left === 0 ? 0 : WAL_HEADER + left * WAL_FRAME);
}
