import { APP_VERSION } from '#shared/device/app-version.ts';
import { serveBridge, type BridgeServer } from '#shared/device/bridge-host/serve-bridge.ts';
import type { DeviceLog } from '#shared/device/device-log.ts';
import { readMachineId } from '#shared/device/identity/machine-id.ts';
import { pairingOf } from '#shared/device/program/device-settings.ts';
import { startDevice, type Device, type DeviceOptions } from '#shared/device/start-device.ts';
import { hubConnector } from '#shared/device/sync/connect-hub.ts';
import { systemPorts, type DevicePorts } from '#shared/device/system-ports.ts';
import { kioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { CheckInStep } from './check-in.ts';
import { kioskBridge } from './kiosk-bridge.ts';
import type { KioskSettings } from './kiosk-settings.ts';
import { changeablePrinter } from './kiosk-printer.ts';
import { printerAddressOf } from './printer-address.ts';
import { followPrintRequests } from './print-requests/follow-print-requests.ts';
import { openPrinters } from './printing/open-printer.ts';
import { readLocalSetting } from './settings/local-setting.store.ts';
import { tellHubOfPrinter } from './tell-hub-of-printer.ts';
import { spoolPrinter } from './spool-printer.ts';

export type Kiosk = { device: Device; bridge: BridgeServer; stop(): Promise<void> };

export type KioskHost = {
  /** Where a packed app keeps them. */
  migrationsFolder?: string;
  keyProtection?: DeviceOptions['keyProtection'];
  /** How this host starts the program again, where it can. */
  restart?: () => void;
  /** How this host ends for good and shows the machine's own desktop, where it can. */
  exit?: () => void;
  /** Puts a file where staff find it and says where; absent where the page offers it. */
  saveFile?: (fileName: string, text: string) => Promise<string>;
  /** The outside world, where it is not the machine's own: for programs that put a kiosk through faults. */
  world?: Partial<KioskWorld>;
};

export type KioskWorld = {
  ports: DevicePorts;
  /** Which machine this is; null: it cannot be told. */
  machine: string | null;
  /** Hears of each step of a check-in as it is done. */
  onStep: (step: CheckInStep) => void;
};

/** The whole kiosk but for its window: both hosts give it one. */
export function startKiosk(settings: KioskSettings, log: DeviceLog, host: KioskHost = {}): Kiosk {
  // A wrong setting is said before anything is opened.
  const givenAddress = printerAddressOf(settings);
  const { ports = systemPorts(), machine = readMachineId(), onStep } = host.world ?? {};
  const device = startDevice({
    kind: 'kiosk',
    streams: ['clinic', 'queue'],
    dataDir: settings.ANTEROOM_DATA_DIR,
    migrationsFolder: host.migrationsFolder,
    appVersion: APP_VERSION,
    pollMs: settings.ANTEROOM_POLL_SECONDS * 1000,
    hubUrl: settings.ANTEROOM_HUB_URL,
    pairing: pairingOf(settings),
    machine,
    ports,
    connect: hubConnector({ pokes: settings.ANTEROOM_POKES }),
    log,
    keyProtection: host.keyProtection,
  });
  const chosen = readLocalSetting(device.db, 'printerAddress');
  const printer = changeablePrinter(chosen === undefined ? givenAddress : chosen, {
    open: (address) => spoolPrinter(device, address),
    check: (address) => void openPrinters(address, device.ports.scheduler),
  });
  tellHubOfPrinter(device, printer);
  followPrintRequests(device, printer);
  const bridge = kioskBridge({
    device,
    printer,
    onStep,
    staff: {
      appVersion: APP_VERSION,
      pin: settings.ANTEROOM_STAFF_PIN ?? null,
      openPrinters: (address) => openPrinters(address, device.ports.scheduler),
      restart: host.restart,
      exit: host.exit,
      saveFile: host.saveFile,
    },
  });
  return {
    device,
    bridge: serveBridge(kioskContract, bridge.handlers, log),
    stop: async () => {
      bridge.stop();
      await printer.stop();
      await device.stop();
    },
  };
}
