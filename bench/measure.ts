/** What every benchmark shares: percentiles, a table for people, and one JSON line for machines. */

export type Sample = { name: string; milliseconds: number[] };

/** The q-quantile (0 to 1) of a sample, by nearest rank. NaN for an empty one. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export function printTable(samples: readonly Sample[]): void {
  console.table(
    Object.fromEntries(
      samples.map(({ name, milliseconds }) => [
        name,
        {
          runs: milliseconds.length,
          'p50 ms': round(quantile(milliseconds, 0.5)),
          'p90 ms': round(quantile(milliseconds, 0.9)),
          'p99 ms': round(quantile(milliseconds, 0.99)),
          'max ms': round(Math.max(...milliseconds)),
        },
      ]),
    ),
  );
}

/** The benchmark's last line. `ratio` is ours over the floor at the median, both from this run. */
export function printResult(bench: string, ratio: number, more: Record<string, number | string> = {}): void {
  const rounded = Object.fromEntries(
    Object.entries(more).map(([key, value]) => [key, typeof value === 'number' ? round(value) : value]),
  );
  console.log(JSON.stringify({ bench, ratio: round(ratio), ...rounded }));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
