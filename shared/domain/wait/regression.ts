/**
 * Ridge regression that learns as it goes: sums of products that forget slowly, solved again every few observations. The
 * penalty pulls every weight to its prior with the force of `strength` observations, whatever the feature's unit.
 */
export type Regression = {
  n: number;
  gram: number[][];
  /** Σ weight × feature × outcome. */
  target: number[];
  weights: number[];
  sinceSolved: number;
};

const SOLVE_EVERY = 20;

export function newRegression(): Regression {
  return { n: 0, gram: [], target: [], weights: [], sinceSolved: 0 };
}

/** Weight 1 on `leading`, 0 on the rest, until learned otherwise. */
export function predict(regression: Regression, features: readonly number[], leading: number): number {
  if (regression.weights.length !== features.length) return features[leading] ?? 0;
  let sum = 0;
  for (let i = 0; i < features.length; i += 1) sum += (features[i] ?? 0) * (regression.weights[i] ?? 0);
  return sum;
}

export function learn(
  regression: Regression,
  features: readonly number[],
  outcome: { value: number; weight: number },
  options: { leading: number; keep: number; strength: number },
): void {
  if (regression.gram.length !== features.length) {
    regression.gram = features.map(() => features.map(() => 0));
    regression.target = features.map(() => 0);
  }
  const { gram, target } = regression;
  features.forEach((x, i) => {
    const row = gram[i] as number[];
    for (let j = 0; j <= i; j += 1) row[j] = (row[j] ?? 0) * options.keep + outcome.weight * x * (features[j] ?? 0);
    target[i] = (target[i] ?? 0) * options.keep + outcome.weight * x * outcome.value;
  });
  regression.n = regression.n * options.keep + 1;
  regression.sinceSolved += 1;
  if (regression.sinceSolved < SOLVE_EVERY) return;
  regression.sinceSolved = 0;
  solve(regression, options.leading, options.strength);
}

/** Cholesky of the lower triangle, features scaled to unit size first so that minutes and counts weigh alike. */
function solve(regression: Regression, leading: number, strength: number): void {
  const { gram, target, n } = regression;
  const size = gram.map((row, i) => Math.sqrt((row[i] ?? 0) / n) || 1);
  const ridge = strength / n;
  const lower: number[][] = [];
  const y: number[] = [];
  for (let i = 0; i < gram.length; i += 1) {
    const row: number[] = [];
    lower.push(row);
    for (let j = 0; j <= i; j += 1) {
      let sum = (gram[i]?.[j] ?? 0) / n / ((size[i] ?? 1) * (size[j] ?? 1)) + (i === j ? ridge : 0);
      for (let k = 0; k < j; k += 1) sum -= (row[k] ?? 0) * (lower[j]?.[k] ?? 0);
      row.push(i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (lower[j]?.[j] ?? 1));
    }
    let right = (target[i] ?? 0) / n / (size[i] ?? 1) + (i === leading ? ridge * (size[i] ?? 1) : 0);
    for (let k = 0; k < i; k += 1) right -= (row[k] ?? 0) * (y[k] ?? 0);
    y.push(right / (row[i] ?? 1));
  }
  const weights = y.slice();
  for (let i = weights.length - 1; i >= 0; i -= 1) {
    let value = y[i] ?? 0;
    for (let k = i + 1; k < weights.length; k += 1) value -= (lower[k]?.[i] ?? 0) * (weights[k] ?? 0);
    weights[i] = value / (lower[i]?.[i] ?? 1);
  }
  regression.weights = weights.map((w, i) => w / (size[i] ?? 1));
}
