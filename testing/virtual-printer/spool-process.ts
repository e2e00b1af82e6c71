import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import { openPrinter } from '#kiosk/printing/open-printer.ts';
import { startSpool } from '#kiosk/printing/spool.ts';
import { PLAIN_TEMPLATE } from '#kiosk/printing/ticket-template.ts';
import { openDatabase } from '#shared/device/db/open-database.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { sampleTicket } from './sample-tickets.ts';

/**
 * A process with nothing but a device's store and the spool, to be killed at will: `spool-process.ts <database> <printer>
 * [token]`. With a token it queues that ticket. Tells its parent of every state, and waits to be told before it goes on
 * where a test wants to look.
 */
const [file = '', address = '', token] = process.argv.slice(2);
const { clock, scheduler, ids } = systemPorts();
const db = openDatabase({ file });
// There are no visits here for the jobs to belong to.
db.$client.pragma('foreign_keys = OFF');
const store = openPrintJobStore(db, clock);

let jobUid: string | null = null;
if (token) {
  jobUid = ids();
  store.create({ uid: jobUid, visitUid: ids(), copyNo: 1, ticket: sampleTicket('en', { token }), createdAt: clock() });
  process.send?.({ uid: jobUid, state: 'queued' });
}
const spool = startSpool({
  printers: [openPrinter(address, scheduler)],
  store,
  template: () => PLAIN_TEMPLATE,
  clock,
  scheduler,
  timing: { connect: 500, status: 300, send: 2000, completion: 1500 },
  pollMs: 200,
});
process.send?.({ recovered: true });
spool.onChange((change) => {
  if (change.type === 'job') process.send?.({ uid: change.job.uid, state: change.job.state });
});
if (jobUid) spool.submit(jobUid);
process.on('disconnect', () => process.exit(0));
