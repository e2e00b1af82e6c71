import type { PolicyMeasure } from './measure.ts';
import type { Told } from './observe-estimator.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

export function printMeasures(scenario: string, measures: readonly PolicyMeasure[]): void {
  console.log(`\n### ${scenario}\n`);
  console.log('| policy | group | n | median | P90 | longest | within target |');
  console.log('|---|---|--:|--:|--:|--:|--:|');
  for (const { policy, groups } of measures)
    for (const row of groups)
      console.log(
        `| ${policy} | ${row.group} | ${row.n} | ${row.median.toFixed(0)} | ${row.p90.toFixed(0)} | ${row.max.toFixed(0)} | ${percent(row.withinTarget)} |`,
      );
  console.log('\n| policy | doctors idle | overtime, min a day | left unserved |');
  console.log('|---|--:|--:|--:|');
  for (const row of measures)
    console.log(
      `| ${row.policy} | ${percent(row.idleShare)} | ${row.overtimeMinutes.toFixed(0)} | ${percent(row.leftShare)} |`,
    );
}

/** How right the ranges were that everyone was told at check-in, cold start included. */
export function printEstimates(told: readonly Told[]): void {
  console.log(
    '\n| told at check-in | n | mean wait | MAE | at or below the upper end | later than shown | shown width |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|');
  const groups = new Map([['all', [...told]], ...Map.groupBy(told, (each) => each.waitClass)]);
  for (const [group, own] of groups) {
    const served = own.flatMap(({ range, actual }) => (actual === null ? [] : [{ range, actual }]));
    const mean = (of: (row: (typeof served)[number]) => number) =>
      served.reduce((sum, row) => sum + of(row), 0) / served.length;
    const cells = [
      mean((row) => row.actual).toFixed(1),
      mean((row) => Math.abs(row.actual - row.range.expected)).toFixed(1),
      percent(mean((row) => Number(row.actual <= row.range.upper))),
      percent(mean((row) => Number(row.actual > row.range.shown.upper))),
      mean((row) => row.range.shown.upper - row.range.shown.lower).toFixed(1),
    ];
    console.log(`| ${group} | ${served.length} | ${cells.join(' | ')} |`);
  }
}
