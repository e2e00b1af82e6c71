import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { PRINTER_PROFILES } from '#shared/ticket/profiles/printer-profiles.ts';
import type { PrinterCandidates } from '#shared/protocol/bridge/kiosk-staff-contract.ts';

const run = promisify(execFile);
const LOOK_MS = 4000;

type Found = PrinterCandidates['found'];

/** What printers this machine has at hand. A printer in the network is named by its address: nothing is scanned for. */
export async function listPrinters(): Promise<PrinterCandidates> {
  const found = await Promise.all([listUsb(), listSerial(), listQueues()]);
  return { found: found.flat(), profiles: PRINTER_PROFILES.map(({ id, name }) => ({ id, name })) };
}

async function listUsb(): Promise<Found> {
  const files = await namesIn('/dev/usb');
  return files
    .filter((name) => /^lp\d+$/u.test(name))
    .map((name) => ({ address: `usb:///dev/usb/${name}`, name: `USB ${name}`, kind: 'usb' as const }));
}

async function listSerial(): Promise<Found> {
  const files = await namesIn('/dev/serial/by-id');
  return files.map((name) => ({
    address: `serial:///dev/serial/by-id/${encodeURIComponent(name)}`,
    name,
    kind: 'serial' as const,
  }));
}

/** `lpstat -e` names one queue a line; Windows' spooler is asked through PowerShell. */
async function listQueues(): Promise<Found> {
  const asked =
    process.platform === 'win32'
      ? run('powershell', ['-NoProfile', '-Command', '(Get-Printer).Name'], { timeout: LOOK_MS, windowsHide: true })
      : run('lpstat', ['-e'], { timeout: LOOK_MS });
  // No such program: a machine without a print system has no queues.
  const output = await asked.then(
    ({ stdout }) => stdout,
    () => '',
  );
  return output
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((name) => ({ address: `queue:///${encodeURIComponent(name)}`, name, kind: 'queue' as const }));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
