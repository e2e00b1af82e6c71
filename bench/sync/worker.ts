import type { Devices, Given, Reader } from './system.ts';

/** A process of devices, or of one reader: `node worker.ts <module> devices|reader`, the rest over IPC. */
const [module = '', role] = process.argv.slice(2);
const { devices, reader } = (await import(module)) as { devices: Devices; reader: Reader };

process.on('message', (message: Given | 'go') => {
  if (message !== 'go') void prepare(message);
});

async function prepare(given: Given): Promise<void> {
  if (role === 'reader') {
    let isDone = false;
    await reader(given, (held) => {
      if (isDone || held < given.m * given.n) return;
      isDone = true;
      done();
    });
    process.send?.({ type: 'ready' });
    return;
  }
  const sendAll = await devices(given);
  const sendAndTell = async (): Promise<void> => {
    await sendAll();
    done();
  };
  process.on('message', (message) => {
    if (message === 'go') void sendAndTell();
  });
  process.send?.({ type: 'ready' });
}

/** The monotonic clock is one for all processes of a machine. */
function done(): void {
  process.send?.({ type: 'done', at: Number(process.hrtime.bigint()) / 1e6 });
}
