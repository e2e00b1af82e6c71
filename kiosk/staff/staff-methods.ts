import type { BridgeHandlers } from '#shared/device/bridge-host/bridge-handlers.ts';
import { readIdentity, requireIdentity } from '#shared/device/identity/identity.store.ts';
import { vouchForDay } from '#shared/device/service-day/enter-service-day.ts';
import type { Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { KioskContract, PrintState } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { ChangeablePrinter } from '#kiosk/kiosk-printer.ts';
import type { Printer } from '#kiosk/printing/deliver-job.ts';
import { readLocalSetting, saveLocalSetting } from '#kiosk/settings/local-setting.store.ts';
import { readKioskSettings } from '#kiosk/settings/read-kiosk-settings.ts';
import { readTicketSettings } from '#kiosk/settings/read-ticket-settings.ts';
import { templateOf } from '#shared/ticket/ticket-template.ts';
import { describeKiosk, writeDiagnostics } from './describe-kiosk.ts';
import { listPrinters } from './list-printers.ts';
import { printTestPage } from './print-test-page.ts';
import { reprintTicket } from './reprint-ticket.ts';
import { listStaffLog, listStaffTickets } from './staff-log.queries.ts';
import { createStaffSession } from './staff-session.ts';

export type StaffOptions = {
  device: Device;
  printer: ChangeablePrinter;
  appVersion: string;
  /** Of the kiosk's environment, where the hub has set none. */
  pin: string | null;
  /** Ends this program in a way that whatever runs it starts it again; absent where nothing would. */
  restart?: () => void;
  /** Ends the program for good; absent where that would leave an empty browser. */
  exit?: () => void;
  /** Puts a file where staff find it and says where; absent where the page can offer it itself. */
  saveFile?: (fileName: string, text: string) => Promise<string>;
  /** The printers at an address, in order of preference: at least one. */
  openPrinters: (address: string) => Printer[];
  onReprint: () => void;
  /** What this kiosk goes by has changed. */
  onSettings: () => void;
};

type AllMethods = BridgeHandlers<KioskContract>['methods'];
type StaffMethod = Extract<keyof AllMethods, `staff.${string}`>;

/** What staff do at the kiosk. Each call but `unlock` needs a session that is alive. */
export function staffMethods(options: StaffOptions): Pick<AllMethods, StaffMethod> {
  const { device, printer, openPrinters, restart, exit, saveFile, onReprint, onSettings } = options;
  const { db, ports } = device;
  const can = { restart: restart !== undefined, exit: exit !== undefined };
  const parts = { device, printer, appVersion: options.appVersion, startedAt: ports.clock(), can };
  const staff = createStaffSession(ports.clock, {
    readPinHash: () => readKioskSettings(db).pinHash,
    localPin: options.pin,
    memory: {
      read: () => readLocalSetting(db, 'pinFailures') ?? [],
      write: (failures) => saveLocalSetting(db, 'pinFailures', [...failures]),
    },
  });
  /** The answer leaves first. */
  const soon = (end: () => void): void => {
    staff.lock();
    ports.scheduler.after(300, end);
  };

  return {
    'staff.unlock': async ({ pin }) => staff.unlock(pin),
    'staff.lock': ({ session }) => {
      staff.require(session);
      staff.lock();
      return {};
    },
    'staff.overview': ({ session }) => {
      staff.require(session);
      return describeKiosk(parts);
    },
    'staff.confirmDay': ({ session, businessDate }) => {
      staff.require(session);
      vouchForDay(db, requireIdentity(db).location, { businessDate, now: ports.clock() });
      onSettings();
      return {};
    },
    'staff.log': ({ session }) => {
      staff.require(session);
      const identity = readIdentity(db);
      return identity ? listStaffLog(db, identity.incarnation) : { lastSeq: 0, ackedSeq: 0, ops: [] };
    },
    'staff.tickets': ({ session }) => {
      staff.require(session);
      return listStaffTickets(db);
    },
    'staff.reprint': ({ session, visitUid }) => {
      staff.require(session);
      const { uid, copyNo } = reprintTicket(device, visitUid);
      printer.print(uid);
      onReprint();
      return { copyNo };
    },
    'staff.findPrinters': async ({ session }) => {
      staff.require(session);
      return listPrinters();
    },
    'staff.choosePrinter': async ({ session, address }) => {
      staff.require(session);
      // First: an address that means nothing is not kept.
      await printer.change(address);
      saveLocalSetting(db, 'printerAddress', address);
      return printer.status();
    },
    'staff.testPage': async ({ session }) => {
      staff.require(session);
      const address = printer.address();
      if (address === null) throw new AppError('printer.not_configured');
      const identity = requireIdentity(db);
      const template = templateOf(readTicketSettings(db));
      // Every one of them, since the spare is tried when nobody has time to look.
      const states: PrintState[] = [];
      for (const one of openPrinters(address)) states.push(await printTestPage(one, identity, ports, template));
      return { state: states.find((state) => state !== 'printed') ?? 'printed' };
    },
    'staff.diagnostics': async ({ session }) => {
      staff.require(session);
      const file = writeDiagnostics(parts);
      return { ...file, savedAs: (await saveFile?.(file.fileName, file.text)) ?? null };
    },
    'staff.saveStart': ({ session, start }) => {
      staff.require(session);
      saveLocalSetting(db, 'start', start);
      onSettings();
      return {};
    },
    'staff.restart': ({ session }) => {
      staff.require(session);
      if (!restart) throw new AppError('staff.restart_unavailable');
      soon(restart);
      return {};
    },
    'staff.exit': ({ session }) => {
      staff.require(session);
      if (!exit) throw new AppError('staff.exit_unavailable');
      soon(exit);
      return {};
    },
  };
}
