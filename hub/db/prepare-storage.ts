import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubConfig } from '#hub/config.ts';
import { readOrMakeSecretFile } from '#hub/secret-file.ts';
import { StartError } from '#hub/start-error.ts';

/** The data folder, writable, and the secret: given, or kept in the folder. */
export async function prepareStorage(config: HubConfig): Promise<{ secret: string }> {
  const needsFolder = config.databaseUrl === null || config.secret === null;
  if (needsFolder) await makeDataFolder(config.dataDir);
  return { secret: config.secret ?? (await readOrMakeSecretFile(join(config.dataDir, 'secret'))) };
}

async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    // Others may pass through, as the user that runs Postgres must; the files inside are closed to them one by one.
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    await access(dataDir, constants.W_OK);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new StartError(
      `The data folder ${dataDir} cannot be written to (${code}): give this user the right to, or set ANTEROOM_DATA_DIR.`,
      { cause },
    );
  }
}
