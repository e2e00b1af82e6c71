import type { QueueCommands } from './queue-transport.ts';
import type { ProgramCall } from './run-program.ts';

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
$stream = New-Object System.IO.MemoryStream
[Console]::OpenStandardInput().CopyTo($stream)
$bytes = $stream.ToArray()
$printer = [IntPtr]::Zero
if (-not [Spooler]::OpenPrinter('${queue}', [ref]$printer, [IntPtr]::Zero)) { exit 1 }
try {
  $job = [Spooler]::StartDocPrinter($printer, 1, (New-Object Spooler+DocInfo))
  if ($job -eq 0) { exit 1 }
  $written = 0
  $ok = [Spooler]::WritePrinter($printer, $bytes, $bytes.Length, [ref]$written)
  [void][Spooler]::EndDocPrinter($printer)
  if (-not $ok -or $written -ne $bytes.Length) { exit 2 }
  [Console]::Out.WriteLine("job $job")
} finally { [void][Spooler]::ClosePrinter($printer) }
`;

const POWERSHELL = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand'];

export const WINDOWS_SPOOLER: QueueCommands = {
  print: (queue) => powershell(PRINT(queue)),
  jobIn: (output) => /^job (\d+)$/m.exec(output)?.[1] ?? null,
  check: (queue) => powershell(`if (-not (Get-Printer -Name '${queue}' -ErrorAction SilentlyContinue)) { exit 1 }`),
  jobs: (queue) => powershell(`Get-PrintJob -PrinterName '${queue}' -ErrorAction Stop | ForEach-Object { $_.Id }`),
  cancel: (queue, job) => powershell(`Remove-PrintJob -PrinterName '${queue}' -ID ${job}`),
};

function powershell(script: string): ProgramCall {
  return { command: 'powershell.exe', args: [...POWERSHELL, encoded(script)] };
}

function encoded(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
