import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClinic, type Clinic, type ClinicOptions } from '#demo/clinic.ts';

export type OpenClinic = Clinic & {
  dataDir: string;
  /** The hub's own database, to be asked without the hub. */
  databaseUrl(): string;
  /** Closes the clinic and forgets what happened in it. Fails when a part had to be killed. */
  close(): Promise<void>;
};

/** A clinic for one test file: on free ports, in a folder of its own. */
export async function openClinic(options: Partial<ClinicOptions> = {}): Promise<OpenClinic> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anteroom-e2e-'));
  // As root, the database runs as a user of its own, who must be able to get there.
  chmodSync(dataDir, 0o755);
  const clinic = await startClinic({
    dataDir,
    ports: { hub: 0, kiosk: 0, display: 0, printer: 0, tray: 0 },
    ...options,
  });
  return Object.assign(clinic, {
    dataDir,
    databaseUrl: () => options.databaseUrl ?? embeddedUrl(`${dataDir}/hub`),
    async close() {
      const killed = await clinic.stop();
      rmSync(dataDir, { recursive: true, force: true });
      if (killed.length > 0) throw new Error(`had to be killed: ${killed.join(', ')}`);
    },
  });
}

/** The fourth line of postmaster.pid is the server's port. */
function embeddedUrl(hubDir: string): string {
  const password = readFileSync(`${hubDir}/postgres-password`, 'utf8').trim();
  const port = readFileSync(`${hubDir}/postgres/postmaster.pid`, 'utf8').split('\n')[3];
  return `postgresql://anteroom:${password}@127.0.0.1:${port}/anteroom`;
}
