/** Sums that forget slowly: enough for a mean that leans on a prior while there is little to go by. */
export type RunningMean = { n: number; sum: number };

export function newMean(): RunningMean {
  return { n: 0, sum: 0 };
}

export function addToMean(mean: RunningMean, value: number, keep: number): void {
  mean.n = mean.n * keep + 1;
  mean.sum = mean.sum * keep + value;
}

/** Shrunk: the prior counts as `strength` observations. An unknown mean is the prior itself. */
export function meanOf(mean: RunningMean | undefined, prior: number, strength: number): number {
  return mean ? (mean.sum + strength * prior) / (mean.n + strength) : prior;
}

/** How far reality was from expectation: a ratio of sums, so that one tiny expectation cannot dominate. */
export type RunningRatio = { actual: number; expected: number };

export function newRatio(): RunningRatio {
  return { actual: 0, expected: 0 };
}

export function addToRatio(ratio: RunningRatio, actual: number, expected: number, keep: number): void {
  ratio.actual = ratio.actual * keep + actual;
  ratio.expected = ratio.expected * keep + expected;
}

/** Shrunk towards 1 by `strength` observations of size `unit`. */
export function ratioOf(ratio: RunningRatio | undefined, unit: number, strength: number): number {
  return ratio ? (ratio.actual + strength * unit) / (ratio.expected + strength * unit) : 1;
}

/** The value under `key`, made first where there is none. */
export function under<V>(record: Record<string, V>, key: string, make: () => V): V {
  return (record[key] ??= make());
}
