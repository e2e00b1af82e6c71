import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readOrMakeSecretFile } from '#hub/secret-file.ts';
import { StartError } from '#hub/start-error.ts';

const CREATE_CLUSTER = fileURLToPath(new URL('create-cluster.ts', import.meta.url));

const DRAFT = 'postgres.new-';

export type ClusterFolder = { path: string; password: string };

/** The cluster under `<data dir>/postgres`, made when it is not there; it appears under that name only when it is whole. */
export async function openClusterFolder(dataDir: string): Promise<ClusterFolder> {
  const path = join(dataDir, 'postgres');
  if (!(await isCluster(path))) {
    // Durable before the cluster that asks for it can be seen.
    const password = await readOrMakeSecretFile(passwordFile(dataDir));
    const draft = join(dataDir, `${DRAFT}${process.pid}`);
    try {
      await createCluster(draft, password, dataDir);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      // Another hub that started at the same moment was quicker: then that one is it.
      if (!(await isCluster(path))) throw error;
    }
  }
  await removeDrafts(dataDir);
  return { path, password: await readPassword(passwordFile(dataDir)) };
}

/** What a hub left behind that was killed while it made a cluster. */
async function removeDrafts(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(DRAFT));
  for (const name of names) await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 });
}

async function createCluster(path: string, password: string, dataDir: string): Promise<void> {
  // The library puts the password into a file for initdb: here nobody can list, and the folder is gone afterwards.
  const temporary = `${path}.tmp`;
  await mkdir(temporary, { recursive: true });
  await chmod(temporary, 0o711);
  try {
    await promisify(execFile)(process.execPath, [CREATE_CLUSTER, path], {
      env: { ...process.env, ANTEROOM_CLUSTER_PASSWORD: password, TMPDIR: temporary, NODE_OPTIONS: '' },
    });
  } catch (cause) {
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

async function isCluster(path: string): Promise<boolean> {
  return stat(join(path, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'postgres-password');
}
