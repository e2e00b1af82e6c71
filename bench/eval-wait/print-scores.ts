import type { ReplayLog } from './replay-step.ts';
import type { Score } from './score.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const COLUMNS: [name: string, show: (score: Score) => string][] = [
  ['group', (s) => s.group],
  ['n', (s) => String(s.n)],
  ['mean wait', (s) => s.mean.toFixed(1)],
  ['MAE', (s) => s.mae.toFixed(2)],
  ['RMSE', (s) => s.rmse.toFixed(1)],
  ['RMSE/mean', (s) => s.rmseOverMean.toFixed(3)],
  ['bias', (s) => s.bias.toFixed(1)],
  ['coverage', (s) => percent(s.coverage)],
  ['pinball 80 %', (s) => s.pinball.toFixed(2)],
  ['upper end', (s) => s.upper.toFixed(1)],
  ['later than shown', (s) => percent(s.laterThanShown)],
  ['earlier than shown', (s) => percent(s.earlierThanShown)],
  ['shown width', (s) => s.shownWidth.toFixed(1)],
];

export function printScores(log: ReplayLog, scores: readonly Score[], asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify({ title: log.title, unit: log.unit, scores }));
    return;
  }
  console.log(
    `${log.title}\nConfigured average ${log.configuredMinutes.toFixed(1)} min; all figures in ${log.unit}.\n`,
  );
  const table = [COLUMNS.map(([name]) => name), ...scores.map((score) => COLUMNS.map(([, show]) => show(score)))];
  const widths = COLUMNS.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  const lines = table.map(
    (row) =>
      `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`,
  );
  lines.splice(
    1,
    0,
    `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`,
  );
  console.log(lines.join('\n'));
}
