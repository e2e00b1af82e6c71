/** What a person at the printer can see and change. */
export type PrinterCondition = {
  paper: 'ok' | 'low' | 'out';
  coverOpen: boolean;
  cutterError: boolean;
};

export const READY: PrinterCondition = { paper: 'ok', coverOpen: false, cutterError: false };

export function canPrint(condition: PrinterCondition): boolean {
  return condition.paper !== 'out' && !condition.coverOpen && !condition.cutterError;
}

/** The answer to DLE EOT n (ESC/POS Command Reference, "DLE EOT"): bits 1 and 4 are always set, 0 and 7 never. */
export function realtimeStatus(condition: PrinterCondition, n: number): number {
  let byte = 0x12;
  if (n === 1 && !canPrint(condition)) byte |= 0x08;
  if (n === 2) {
    if (condition.coverOpen) byte |= 0x04;
    if (condition.paper === 'out') byte |= 0x20;
    if (condition.cutterError) byte |= 0x40;
  }
  if (n === 3 && condition.cutterError) byte |= 0x08;
  if (n === 4) {
    if (condition.paper !== 'ok') byte |= 0x0c;
    if (condition.paper === 'out') byte |= 0x60;
  }
  return byte;
}

/** The four bytes of automatic status (GS a). */
export function automaticStatus(condition: PrinterCondition): Buffer {
  const first = 0x10 | (canPrint(condition) ? 0 : 0x08) | (condition.coverOpen ? 0x20 : 0);
  const second = condition.cutterError ? 0x08 : 0;
  const third = (condition.paper === 'ok' ? 0 : 0x03) | (condition.paper === 'out' ? 0x0c : 0);
  return Buffer.from([first, second, third, 0x0f]);
}

/** The answer to GS r 1. */
export function paperSensorStatus(condition: PrinterCondition): number {
  return (condition.paper === 'ok' ? 0 : 0x03) | (condition.paper === 'out' ? 0x0c : 0);
}
