import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';

/**
 * A folder for what a simulated power cut takes and leaves. In memory where the system has such a place: which bytes a power
 * cut spares is decided by the simulation, and waiting for a disk at each commit would only make seeds dear.
 */
export function makeScratchFolder(prefix: string): string {
  return mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), prefix));
}
