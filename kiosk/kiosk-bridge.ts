import type { BridgeHandlers } from '#shared/device/bridge-host/bridge-handlers.ts';
import { liveCell } from '#shared/device/live-value.ts';
import type { Device } from '#shared/device/start-device.ts';
import type { Cancel } from '#shared/domain/ports.ts';
import type { CheckedIn, KioskContract, ShownSettings } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { CheckInResult } from './check-in.ts';
import { listChoices } from './choices.ts';
import { readDiskSpace, readKioskHealth } from './kiosk-health.ts';
import { kioskMethods } from './kiosk-methods.ts';
import type { ChangeablePrinter } from './kiosk-printer.ts';
import { findFirstPrint, findLatestPrint } from './print-job.queries.ts';
import type { CheckInOptions, TicketPrinting } from './open-visit.ts';
import type { PrintJob } from './printing/print-job-store.ts';
import { readLocalSetting } from './settings/local-setting.store.ts';
import { readKioskSettings } from './settings/read-kiosk-settings.ts';
import { staffMethods, type StaffOptions } from './staff/staff-methods.ts';

const PREFLIGHT_MS = 1000;
const HEALTH_MS = 30_000;

export type KioskBridge = { handlers: BridgeHandlers<KioskContract>; stop(): void };
export type KioskBridgeOptions = {
  device: Device;
  printer: ChangeablePrinter;
  onStep?: CheckInOptions['onStep'];
  staff: Pick<StaffOptions, 'pin' | 'restart' | 'exit' | 'saveFile' | 'appVersion' | 'openPrinters'>;
};

/** What the kiosk's renderer can ask and watch. */
export function kioskBridge({ device, printer, staff, onStep }: KioskBridgeOptions): KioskBridge {
  const { db, ports } = device;
  const choices = liveCell(listChoices(db, ports.clock()));
  const printing = liveCell(printer.status());
  const latestPrint = liveCell(describeLatest());
  const settings = liveCell(shownSettings());
  const health = liveCell(readKioskHealth(db, ports.clock(), readDiskSpace(db)));
  let cancelHealth: Cancel | undefined;

  function describeLatest() {
    const job = findLatestPrint(db);
    return job && { visitUid: job.visitUid, copyNo: job.copyNo, state: job.state };
  }
  function shownSettings(): ShownSettings {
    const { pinHash: _pinHash, ...shown } = readKioskSettings(db);
    return { ...shown, start: readLocalSetting(db, 'start') };
  }
  function refreshPrint(): void {
    printing.set(printer.status());
    latestPrint.set(describeLatest());
  }
  function refresh(): void {
    choices.set(listChoices(db, ports.clock()));
    settings.set(shownSettings());
    health.set(readKioskHealth(db, ports.clock(), readDiskSpace(db)));
  }
  function watchHealth(): void {
    cancelHealth = ports.scheduler.after(HEALTH_MS, () => {
      refresh();
      watchHealth();
    });
  }
  /** Before the token: a printer out of paper is then said to be so in time. One that does not answer is not waited for. */
  async function lookAtPrinter(): Promise<void> {
    if (printer.status().state === 'unreachable' || printer.readyPrinter() !== null) return;
    let cancel: Cancel | undefined;
    const waited = new Promise<void>((resolve) => {
      cancel = ports.scheduler.after(PREFLIGHT_MS, resolve);
    });
    await Promise.race([printer.preflight().catch(() => undefined), waited]);
    cancel?.();
  }
  function issue(register: (printing: TicketPrinting) => CheckInResult): CheckedIn {
    let ticket: PrintJob | null = null;
    const onTicket = (job: PrintJob): void => {
      ticket = job;
    };
    const result = register({ readyPrinter: printer.readyPrinter(), onTicket });
    const state = sendTicket(ticket ?? findFirstPrint(db, result.visitUid), ticket);
    device.noteOp();
    refreshPrint();
    return { ...result, printState: state };
  }
  /** Before all else: what was written as `sending` goes out in the same turn of the event loop. */
  function sendTicket(job: Pick<PrintJob, 'uid' | 'state'> | null, fresh: PrintJob | null): PrintJob['state'] {
    if (fresh?.state === 'sending') printer.printAtOnce(fresh);
    else if (job?.state === 'queued') printer.print(job.uid);
    return job?.state ?? 'unknown';
  }

  device.onChange(refresh);
  // Every contact with the hub, so that the counts of a day that is over do not stay.
  device.state.onChange(refresh);
  printer.onChange(refreshPrint);
  watchHealth();

  return {
    handlers: {
      methods: {
        ...device.methods,
        ...kioskMethods({ device, lookAtPrinter, issue, onStep }),
        'kiosk.prepareToPrint': () => {
          void printer.prepare();
          return {};
        },
        ...staffMethods({ ...staff, device, printer, onReprint: refreshPrint, onSettings: refresh }),
      },
      topics: {
        'device.state': device.state,
        'kiosk.choices': choices,
        'kiosk.printer': printing,
        'kiosk.print': latestPrint,
        'kiosk.settings': settings,
        'kiosk.health': health,
      },
    },
    stop: () => cancelHealth?.(),
  };
}
