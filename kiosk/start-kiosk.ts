import { APP_VERSION } from '#shared/device/app-version.ts';
import { serveBridge, type BridgeServer } from '#shared/device/bridge-host/serve-bridge.ts';
import type { DeviceLog } from '#shared/device/device-log.ts';
import { pairingOf } from '#shared/device/program/device-settings.ts';
import { startDevice, type Device } from '#shared/device/start-device.ts';
import { hubConnector } from '#shared/device/sync/connect-hub.ts';
import { systemPorts } from '#shared/device/system-ports.ts';
import { kioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import { kioskBridge } from './kiosk-bridge.ts';
import type { KioskSettings } from './kiosk-settings.ts';
import { findPrinterProfile, spoolPrinter } from './spool-printer.ts';
import { noPrinter } from './kiosk-printer.ts';

export type Kiosk = { device: Device; bridge: BridgeServer; stop(): Promise<void> };

/** The whole kiosk but for its window: both hosts give it one. `migrationsFolder` is where a packed app keeps them. */
export function startKiosk(settings: KioskSettings, log: DeviceLog, migrationsFolder?: string): Kiosk {
  const { ANTEROOM_PRINTER: address, ANTEROOM_PRINTER_MODEL: model } = settings;
  // A wrong setting is said before anything is opened.
  const profile = findPrinterProfile(model);
  const device = startDevice({
    kind: 'kiosk',
    streams: ['clinic', 'queue'],
    dataDir: settings.ANTEROOM_DATA_DIR,
    migrationsFolder,
    appVersion: APP_VERSION,
    pollMs: settings.ANTEROOM_POLL_SECONDS * 1000,
    hubUrl: settings.ANTEROOM_HUB_URL,
    pairing: pairingOf(settings),
    ports: systemPorts(),
    connect: hubConnector({ pokes: settings.ANTEROOM_POKES }),
    log,
  });
  const printer = address === undefined ? noPrinter() : spoolPrinter(device, { address, profile });
  return {
    device,
    bridge: serveBridge(kioskContract, kioskBridge(device, printer), log),
    stop: async () => {
      await printer.stop();
      await device.stop();
    },
  };
}
