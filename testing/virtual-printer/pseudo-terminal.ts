import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Whether this machine can make a pseudo-terminal: it takes a POSIX system with Python 3. */
export const HAS_PSEUDO_TERMINALS =
  process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;

/** Opens a pseudo-terminal in raw mode, prints the path of its device, and joins it to a TCP port, both ways. */
const BRIDGE = `
import os, pty, select, socket, sys, tty
master, slave = pty.openpty()
tty.setraw(master); tty.setraw(slave)
wire = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
print(os.ttyname(slave), flush=True)
while True:
    ready, _, _ = select.select([master, wire, sys.stdin], [], [])
    if sys.stdin in ready and not sys.stdin.buffer.read1(): break
    if master in ready: wire.sendall(os.read(master, 4096))
    if wire in ready:
        data = wire.recv(4096)
        if not data: break
        os.write(master, data)
`;

/** A device file at whose other end the virtual printer listens, as a USB or serial printer would. */
export async function joinPseudoTerminal(port: number): Promise<{ path: string; stop(): Promise<void> }> {
  const child = spawn('python3', ['-c', BRIDGE, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const path = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', () => reject(new Error('no pseudo-terminal')));
  });
  return {
    path,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
