import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StartError } from '#hub/start-error.ts';

const CREATE_CLUSTER = fileURLToPath(new URL('create-cluster.ts', import.meta.url));

export type ClusterFolder = { path: string; password: string };

/** The cluster under `<data dir>/postgres`, made when it is not there. Half-made ones are swept away and made again. */
export async function openClusterFolder(dataDir: string): Promise<ClusterFolder> {
  const path = join(dataDir, 'postgres');
  const passwordFile = join(dataDir, 'postgres-password');
  if (await exists(join(path, 'PG_VERSION'))) return { path, password: await readPassword(passwordFile) };

  const password = randomBytes(24).toString('base64url');
  const unfinished = join(dataDir, 'postgres.new');
  await rm(unfinished, { recursive: true, force: true });
  // The password is durable before the cluster that asks for it can be seen.
  await writeFile(passwordFile, password, { mode: 0o600 });
  await createCluster(unfinished, password, dataDir);
  await rename(unfinished, path);
  return { path, password };
}

async function createCluster(path: string, password: string, dataDir: string): Promise<void> {
  // The library puts the password into a file for initdb: here nobody can list, and the folder is gone afterwards.
  const temporary = join(dataDir, 'postgres.tmp');
  await mkdir(temporary, { recursive: true });
  await chmod(temporary, 0o711);
  try {
    await promisify(execFile)(process.execPath, [CREATE_CLUSTER, path], {
      env: { ...process.env, ANTEROOM_CLUSTER_PASSWORD: password, TMPDIR: temporary, NODE_OPTIONS: '' },
    });
  } catch (cause) {
    await rm(path, { recursive: true, force: true });
    const reason = /(?:initdb|error|Error): (.+)/u.exec((cause as { stderr?: string }).stderr ?? '')?.[1];
    throw new StartError(
      `The built-in Postgres could not be set up in ${dataDir} (${reason ?? 'see LOG_LEVEL=debug'}): ` +
        'choose an ANTEROOM_DATA_DIR that every user of this machine may enter, or set DATABASE_URL.',
      { cause },
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function readPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new StartError(
      `${file} cannot be read, so the built-in Postgres cannot be opened: restore it from a backup.`,
      {
        cause,
      },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
