import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './spool-world.ts';

const CUPSD = '/usr/sbin/cupsd';
const FOLDERS = ['root', 'spool', 'cache', 'state', 'tmp', 'log'] as const;

/** Whether the print system of this machine can be tried: Debian's package `cups`, and someone who may start it. */
export const HAS_CUPS = existsSync(CUPSD) && existsSync('/usr/bin/lp') && process.getuid?.() === 0;

export type PrivateCups = {
  /** For `CUPS_SERVER`: the programs then talk to this one. */
  server: string;
  /** A raw queue to a printer on this machine. */
  addQueue(name: string, port: number): void;
  stop(): Promise<void>;
};

/** A CUPS of its own, on a socket in a folder of its own, that the machine's knows nothing of. */
export async function startPrivateCups(): Promise<PrivateCups> {
  const folder = mkdtempSync(join(tmpdir(), 'cups-'));
  chmodSync(folder, 0o755);
  const server = join(folder, 'cups.sock');
  const [uid, gid] = idsOf('lp');
  for (const name of FOLDERS) {
    mkdirSync(join(folder, name));
    chownSync(join(folder, name), uid, gid);
  }
  const everybody = '\n  Order allow,deny\n  Allow all\n';
  writeFileSync(
    join(folder, 'cupsd.conf'),
    [
      `Listen ${server}`,
      'DefaultAuthType None',
      'Browsing Off',
      'WebInterface No',
      `<Location />${everybody}</Location>`,
      `<Location /admin>${everybody}</Location>`,
      `<Policy default>\n<Limit All>${everybody}</Limit>\n</Policy>\n`,
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'cups-files.conf'),
    [
      `ServerRoot ${folder}/root`,
      `RequestRoot ${folder}/spool`,
      `CacheDir ${folder}/cache`,
      `StateDir ${folder}/state`,
      `TempDir ${folder}/tmp`,
      `AccessLog ${folder}/log/access`,
      `ErrorLog ${folder}/log/error`,
      `PageLog ${folder}/log/page`,
      'User lp',
      'Group lp',
      'SystemGroup root',
      'Sandboxing relaxed\n',
    ].join('\n'),
  );
  const args = ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')];
  const daemon: ChildProcess = spawn(CUPSD, args, { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => {
    daemon.once('exit', () => resolve());
  });
  const env = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' };
  await eventually(
    () => existsSync(server),
    () => `cupsd does not start: ${lastWords(folder)}`,
    15_000,
  );
  return {
    server,
    addQueue: (name, port) => {
      execFileSync('lpadmin', ['-p', name, '-E', '-v', `socket://127.0.0.1:${port}`], { env, stdio: 'ignore' });
    },
    async stop() {
      daemon.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idsOf(user: string): [uid: number, gid: number] {
  const entry = readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${user}:[^:]*:(\\d+):(\\d+):`, 'm'));
  return [Number(entry?.[1]), Number(entry?.[2])];
}

function lastWords(folder: string): string {
  try {
    return readFileSync(join(folder, 'log', 'error'), 'utf8')
      .trim()
      .split('\n')
      .slice(-2)
      .join(' ');
  } catch {
    return 'it said nothing';
  }
}
