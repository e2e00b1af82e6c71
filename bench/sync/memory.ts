import { readdirSync, readFileSync } from 'node:fs';

/** Largest resident size of a process so far, MB (Linux; NaN elsewhere). */
export function peakMb(pid: number): number {
  return readKb(`/proc/${pid}/status`, /VmHWM:\s+(\d+)/u) / 1024;
}

/** Follows a process and its children, every 100 ms: their proportional sizes added up, at their largest, MB. */
export function followTree(pid: number): { stop(): number } {
  let most = 0;
  const look = (): void => {
    most = Math.max(
      most,
      treeOf(pid).reduce((sum, one) => sum + (readKb(`/proc/${one}/smaps_rollup`, /^Pss:\s+(\d+)/mu) || 0), 0) / 1024,
    );
  };
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

function treeOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((one) => readKb(`/proc/${one}/status`, /PPid:\s+(\d+)/u) === pid);
  return [pid, ...children];
}

function readKb(file: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}
