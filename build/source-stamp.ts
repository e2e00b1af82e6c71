import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';

/**
 * Tells whether built files are still those of the present sources, so that a second start builds nothing. Goes by
 * content, not by time: a checkout sets times as it likes.
 */
export function sourceStamp(top: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  const files = folders
    .flatMap((folder) => globSync(`${folder}/**/*`, { cwd: top }))
    .concat(['package-lock.json'])
    .filter((file) => !file.includes('.test.') && statSync(`${top}/${file}`).isFile())
    .toSorted();
  for (const file of new Set(files))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(`${top}/${file}`));
  return hash.digest('hex');
}

export function isStampCurrent(stampFile: string, stamp: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

export function writeStamp(stampFile: string, stamp: string): void {
  writeFileSync(stampFile, stamp);
}
