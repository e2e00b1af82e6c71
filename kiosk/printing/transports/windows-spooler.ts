import type { QueueCommands } from './queue-transport.ts';

/**
 * Windows' spooler by PowerShell and winspool.drv, data type RAW, so that no driver touches the bytes. Names reach it
 * only after the transport's pattern has let them through: no quote can be among them.
 */
const PRINT = (queue: string) => `
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System; using System.Runtime.InteropServices;
public static class Spooler {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public class DocInfo { public string Name = "Ticket"; public string Output = null; public string DataType = "RAW"; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern int StartDocPrinter(IntPtr printer, int level, [In] DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)] public static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] public static extern bool ClosePrinter(IntPtr printer);
}
'@
$job = New-Object System.IO.MemoryStream
[Console]::OpenStandardInput().CopyTo($job)
$bytes = $job.ToArray()
$printer = [IntPtr]::Zero
if (-not [Spooler]::OpenPrinter('${queue}', [ref]$printer, [IntPtr]::Zero)) { exit 1 }
try {
  if ([Spooler]::StartDocPrinter($printer, 1, (New-Object Spooler+DocInfo)) -eq 0) { exit 1 }
  $written = 0
  $ok = [Spooler]::WritePrinter($printer, $bytes, $bytes.Length, [ref]$written)
  [void][Spooler]::EndDocPrinter($printer)
  if (-not $ok -or $written -ne $bytes.Length) { exit 2 }
} finally { [void][Spooler]::ClosePrinter($printer) }
`;

const POWERSHELL = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand'];

export const WINDOWS_SPOOLER: QueueCommands = {
  print: (queue) => ({ command: 'powershell.exe', args: [...POWERSHELL, encoded(PRINT(queue))] }),
  check: (queue) => ({
    command: 'powershell.exe',
    args: [...POWERSHELL, encoded(`if (-not (Get-Printer -Name '${queue}' -ErrorAction SilentlyContinue)) { exit 1 }`)],
  }),
};

function encoded(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
