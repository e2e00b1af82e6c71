import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import { openPrinter } from '#kiosk/printing/open-printer.ts';
import { startSpool } from '#kiosk/printing/spool.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { sampleTicket } from './sample-tickets.ts';

/**
 * A process with nothing but a device's store and the spool, to be killed at will: `spool-process.ts <database> <printer>
 * [token [prepared]]`. With a token it queues that ticket, or prints it at once over a line held open. Tells its parent of
 * every state.
 */
const [file = '', address = '', token, mode] = process.argv.slice(2);
const isPrepared = mode === 'prepared';
const { clock, scheduler, ids } = systemPorts();
const db = openDatabase({ file });
// There are no visits here for the jobs to belong to.
db.$client.pragma('foreign_keys = OFF');
const store = openPrintJobStore(db, clock);

const tell = (message: object) => process.send?.(message);
const spool = startSpool({
  printers: [openPrinter(address, scheduler)],
  store,
  template: () => PLAIN_TEMPLATE,
  clock,
  scheduler,
  timing: { connect: 500, status: 300, send: 2000, completion: 1500 },
  pollMs: 200,
});
tell({ recovered: true });
spool.onChange((change) => {
  if (change.type === 'job') tell({ uid: change.job.uid, state: change.job.state });
});
process.on('disconnect', () => process.exit(0));
if (token) {
  // A question may be under way at the very moment.
  const most = isPrepared ? 200 : 0;
  for (let tries = 0; tries < most && spool.readyPrinter() === null; tries += 1) {
    await spool.prepare();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  const ready = isPrepared ? spool.readyPrinter() : null;
  const ticket = sampleTicket('en', { token });
  const job = store.create({ uid: ids(), visitUid: ids(), copyNo: 1, ticket, createdAt: clock() }, ready);
  tell({ uid: job.uid, state: ready === null ? 'queued' : 'written as sending' });
  if (ready === null) spool.submit(job.uid);
  else spool.printAtOnce(job);
}
