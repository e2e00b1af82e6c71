import { readFileSync } from 'node:fs';

/** A comma-separated file with a header line. Quoted fields are refused rather than misread: the logs have none. */
export function readCsv(path: string, columns: readonly string[]): Record<string, string>[] {
  const [header, ...lines] = readText(path).trim().split(/\r?\n/);
  const names = (header ?? '').split(',');
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`${path} has no column ${missing.join(', ')}: is this the right --format?`);
  return lines.map((line, i) => {
    const fields = line.split(',');
    if (fields.length !== names.length || line.includes('"'))
      throw new Error(`${path}, line ${i + 2}: ${fields.length} fields where ${names.length} were expected`);
    return Object.fromEntries(names.map((name, j) => [name, fields[j] ?? '']));
  });
}

/** `7:02:47` in seconds since midnight. */
export function secondsOf(time: string | undefined): number {
  const [h, m, s] = (time ?? '').split(':').map(Number);
  const seconds = (h ?? Number.NaN) * 3600 + (m ?? Number.NaN) * 60 + (s ?? Number.NaN);
  if (Number.isNaN(seconds)) throw new Error(`"${time}" is not a time like 7:02:47`);
  return seconds;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read: give the path of a log with --log`, { cause });
  }
}
