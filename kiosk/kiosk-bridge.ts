import type { BridgeHandlers } from '#shared/device/bridge-host/bridge-handlers.ts';
import { liveCell } from '#shared/device/live-value.ts';
import type { Device } from '#shared/device/start-device.ts';
import type { Cancel } from '#shared/domain/ports.ts';
import type { CheckedIn, KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import { checkIn } from './check-in.ts';
import { listChoices } from './choices.ts';
import type { KioskPrinter } from './kiosk-printer.ts';
import { findFirstPrint, findLatestPrint } from './print-job.queries.ts';

const PREFLIGHT_MS = 1000;

/** What the kiosk's renderer can ask and watch. */
export function kioskBridge(device: Device, printer: KioskPrinter): BridgeHandlers<KioskContract> {
  const { db, ports } = device;
  const choices = liveCell(listChoices(db, ports.clock()));
  const printing = liveCell(printer.status());
  const latestPrint = liveCell(describeLatest());

  function describeLatest() {
    const job = findLatestPrint(db);
    return job && { visitUid: job.visitUid, copyNo: job.copyNo, state: job.state };
  }
  function refreshPrint(): void {
    printing.set(printer.status());
    latestPrint.set(describeLatest());
  }
  /** Before the token: a printer out of paper is then said to be so in time. One that does not answer is not waited for. */
  async function lookAtPrinter(): Promise<void> {
    if (printer.status().state === 'unreachable') return;
    let cancel: Cancel | undefined;
    const waited = new Promise<void>((resolve) => {
      cancel = ports.scheduler.after(PREFLIGHT_MS, resolve);
    });
    await Promise.race([printer.preflight().catch(() => undefined), waited]);
    cancel?.();
  }
  device.onChange(() => choices.set(listChoices(db, ports.clock())));
  // Every contact with the hub, so that the counts of a day that is over do not stay.
  device.state.onChange(() => choices.set(listChoices(db, ports.clock())));
  printer.onChange(refreshPrint);

  return {
    methods: {
      ...device.methods,
      'kiosk.checkIn': async (input): Promise<CheckedIn> => {
        await lookAtPrinter();
        const result = checkIn({ db, clock: ports.clock, ids: ports.ids }, input);
        const job = findFirstPrint(db, result.visitUid);
        if (job?.state === 'queued') printer.print(job.uid);
        device.noteOp();
        refreshPrint();
        return { ...result, printState: job?.state ?? 'unknown' };
      },
    },
    topics: {
      'device.state': device.state,
      'kiosk.choices': choices,
      'kiosk.printer': printing,
      'kiosk.print': latestPrint,
    },
  };
}
