import type { Answer } from './replay.ts';

export type Score = {
  group: string;
  n: number;
  mean: number;
  mae: number;
  rmse: number;
  rmseOverMean: number;
  bias: number;
  coverage: number;
  pinball: number;
  upper: number;
  laterThanShown: number;
  earlierThanShown: number;
  shownWidth: number;
};

/** All in the log's unit: `perMinute` is 60 for seconds. Coverage and pinball are of the upper end before rounding. */
export function scoreAnswers(group: string, answers: readonly Answer[], perMinute: number): Score {
  const rows = answers.map(({ question, range }) => ({
    actual: question.actual * perMinute,
    expected: range.expected * perMinute,
    upper: range.upper * perMinute,
    from: range.shown.lower * perMinute,
    to: range.shown.upper * perMinute,
  }));
  const average = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const mean = average((row) => row.actual);
  const rmse = Math.sqrt(average((row) => (row.expected - row.actual) ** 2));
  return {
    group,
    n: rows.length,
    mean,
    mae: average((row) => Math.abs(row.expected - row.actual)),
    rmse,
    rmseOverMean: rmse / mean,
    bias: average((row) => row.expected - row.actual),
    coverage: average((row) => Number(row.actual <= row.upper)),
    pinball: average((row) => Math.max(0.8 * (row.actual - row.upper), 0.2 * (row.upper - row.actual))),
    upper: average((row) => row.upper),
    laterThanShown: average((row) => Number(row.actual > row.to)),
    earlierThanShown: average((row) => Number(row.actual < row.from)),
    shownWidth: average((row) => row.to - row.from),
  };
}

/** Overall, by class, by place, and by class and place, leaving out groups too small to say anything. */
export function scoreGroups(answers: readonly Answer[], perMinute: number, atLeast = 50): Score[] {
  const groups = new Map<string, Answer[]>([['all', [...answers]]]);
  for (const by of [classOf, placeOf, (answer: Answer) => `${classOf(answer)}, ${placeOf(answer)}`])
    for (const [group, own] of Map.groupBy(answers, by)) if (!groups.has(group)) groups.set(group, own);
  return [...groups]
    .filter(([group, own]) => own.length >= atLeast && !group.startsWith('all,'))
    .map(([group, own]) => scoreAnswers(group, own, perMinute));
}

function classOf(answer: Answer): string {
  return answer.question.group;
}

function placeOf({ question, range }: Answer): string {
  if (question.place !== '') return question.place;
  const ahead = Math.round(range.ahead);
  if (ahead < 2) return `${ahead} ahead`;
  const from = 2 ** Math.floor(Math.log2(ahead));
  return `${from}–${2 * from - 1} ahead`;
}
