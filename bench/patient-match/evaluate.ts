import { parseArgs } from 'node:util';
import { LIKELY_DUPLICATE, matchKeys, matchPatients } from '#shared/domain/patient-match/match-patients.ts';
import { labelledPairs, readNames } from './labelled-pairs.ts';

/**
 * `node bench/patient-match/evaluate.ts --names DIR [--pairs N] [--seed N]`: precision and recall of the patient matcher
 * on pairs made from lists of popular names of many countries and scripts.
 */
const { values } = parseArgs({
  options: {
    names: { type: 'string' },
    pairs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
if (!values.names) {
  console.error('Say where the lists of names are: --names DIR');
  process.exit(1);
}

/** mulberry32: small, seeded, good enough to draw names with. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const forenames = readNames(`${values.names}/common-forenames-by-country.csv`);
const surnames = readNames(`${values.names}/common-surnames-by-country.csv`);
const kinds = new Map<string, { pairs: number; flagged: number; isSame: boolean }>();
let truePositive = 0;
let falsePositive = 0;
let falseNegative = 0;
let missedByKeys = 0;
for (const { a, b, isSame, kind } of labelledPairs(
  forenames,
  surnames,
  seeded(Number(values.seed)),
  Number(values.pairs),
)) {
  const keys = new Set(matchKeys(a));
  const isFound = matchKeys(b).some((key) => keys.has(key));
  const isLikely = matchPatients(a, b).score >= LIKELY_DUPLICATE;
  const isFlagged = isFound && isLikely;
  if (isSame && isLikely && !isFound) missedByKeys += 1;
  if (isSame && isFlagged) truePositive += 1;
  if (!isSame && isFlagged) falsePositive += 1;
  if (isSame && !isFlagged) falseNegative += 1;
  const row = kinds.get(kind) ?? { pairs: 0, flagged: 0, isSame };
  kinds.set(kind, { ...row, pairs: row.pairs + 1, flagged: row.flagged + (isFlagged ? 1 : 0) });
}

const precision = truePositive / (truePositive + falsePositive);
const recall = truePositive / (truePositive + falseNegative);
console.table(
  [...kinds].map(([kind, row]) => ({
    kind,
    truth: row.isSame ? 'one person' : 'two people',
    pairs: row.pairs,
    'taken for one': `${((100 * row.flagged) / row.pairs).toFixed(1)} %`,
  })),
);
console.log(
  JSON.stringify({
    bench: 'patient-match',
    ratio: precision,
    precision,
    recall,
    missedByKeys,
    pairs: Number(values.pairs),
    seed: Number(values.seed),
  }),
);
