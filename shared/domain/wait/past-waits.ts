import {
  addToMean,
  addToRatio,
  meanOf,
  newMean,
  newRatio,
  ratioOf,
  under,
  type RunningMean,
  type RunningRatio,
} from './running-mean.ts';

/** How long people of one kind waited, and how that compared with what the structure of the queue foretold. */
type Group = { waited: RunningMean; against: RunningRatio };

export type PastWaits = { all: Group; groups: Record<string, Group> };

export function newPastWaits(): PastWaits {
  return { all: newGroup(), groups: {} };
}

/**
 * @param keys groups that the person belonged to, such as `class|high` or `hour|9`
 * @param floor minutes added to both sides of the ratio, so that waits near nothing do not decide it
 */
export function learnPastWait(
  past: PastWaits,
  keys: readonly string[],
  wait: { actual: number; structural: number; floor: number },
  keep: number,
): void {
  for (const group of [past.all, ...keys.map((key) => under(past.groups, key, newGroup))]) {
    addToMean(group.waited, wait.actual, keep);
    addToRatio(group.against, wait.actual + wait.floor, wait.structural + wait.floor, keep);
  }
}

export type PastWait = { waited: number; ratio: number };

export function pastWaitOf(past: PastWaits, key: string, fallback: number, strength: number): PastWait {
  const all = meanOf(past.all.waited, fallback, strength);
  const overall = ratioOf(past.all.against, fallback, strength);
  const group = past.groups[key];
  if (!group) return { waited: all, ratio: overall };
  const { actual, expected } = group.against;
  const unit = strength * (all + fallback);
  return { waited: meanOf(group.waited, all, strength), ratio: (actual + unit * overall) / (expected + unit) };
}

function newGroup(): Group {
  return { waited: newMean(), against: newRatio() };
}
