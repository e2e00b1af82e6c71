import type { Device } from '#shared/device/start-device.ts';
import type { KioskPrinter } from './kiosk-printer.ts';

/** What the dashboard shows of this kiosk's printer; told with each greeting, and at once when it changes. */
export function tellHubOfPrinter(device: Device, printer: KioskPrinter): void {
  device.reportPaper(() => printer.status().state);
  let told = printer.status().state;
  printer.onChange(() => {
    const { state } = printer.status();
    if (state === told) return;
    told = state;
    // Off line it is told with the next greeting.
    void device.methods['device.syncNow']().catch(() => undefined);
  });
}
