import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  folder: string;
  freeBytes(): number;
  /** Takes all but so many bytes. */
  fill(leaveBytes: number): void;
  /** Gives back what `fill` took. */
  free(): void;
  unmount(): void;
};

/** A filesystem of its own, so small that it can really be filled; null, with why, where none can be mounted. */
export function mountSmallDisk(megabytes: number): SmallDisk | { refused: string } {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return { refused: `no small filesystem can be mounted here (it takes root on Linux): ${String(error)}` };
  }
  const filler = join(folder, 'filler');
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    freeBytes,
    fill: (leaveBytes) => fillUp(filler, freeBytes() - leaveBytes),
    free: () => rmSync(filler, { force: true }),
    unmount: () => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whoever else writes there meanwhile may take the last bytes first: then it is as full as can be. */
function fillUp(file: string, bytes: number): void {
  try {
    writeFileSync(file, Buffer.alloc(Math.max(0, bytes)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
