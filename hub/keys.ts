import { hkdfSync, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One key for each purpose, so that what is made for one can never be passed off as another. */
export type HubKeys = {
  accessToken: Uint8Array;
  refreshToken: Uint8Array;
  pairingCode: Uint8Array;
  rateLimit: Uint8Array;
};

export function deriveKeys(secret: string): HubKeys {
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, '', `anteroom ${purpose}`, 32));
  return {
    accessToken: derive('access token'),
    refreshToken: derive('refresh token'),
    pairingCode: derive('pairing code'),
    rateLimit: derive('rate limit'),
  };
}

/** The secret kept in the data folder, made at first need. Hubs that share the folder come by the same one. */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    // Fails when there is one already; never shows a half-written one to another process.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
