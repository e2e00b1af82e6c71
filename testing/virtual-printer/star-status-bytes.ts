import { canPrint, type PrinterCondition } from './printer-condition.ts';

/** Star's automatic status, nine bytes: two headers, then printer statuses 1 to 7 (Line Mode Specifications, "ASB"). */
export function starStatus(condition: PrinterCondition, jobsPrinted: number): Buffer {
  const counter = jobsPrinted % 32;
  return Buffer.from([
    0x23,
    0x06,
    (canPrint(condition) ? 0 : 0x08) | (condition.coverOpen ? 0x20 : 0),
    condition.cutterError ? 0x08 : 0,
    0,
    (condition.paper === 'ok' ? 0 : 0x04) | (condition.paper === 'out' ? 0x08 : 0),
    0,
    ((counter & 0x18) << 2) | ((counter & 0x07) << 1),
    0,
  ]);
}
