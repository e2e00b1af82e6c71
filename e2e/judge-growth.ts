import type { Weight } from './weigh-processes.ts';

export type Weighed = { after: number; weight: Weight };
export type Growth = { what: keyof Weight; from: number; to: number; per100: number; most: number; isStill: boolean };

/**
 * What each may gain over 100 registrations. A collected heap and the counts in the page repeat to within little; resident memory
 * moves up and down by megabytes of what allocators keep for later; it is held to so much that a leak beside the heaps would show.
 */
const MOST_PER_100: Record<keyof Weight, number> = {
  heapKb: 100,
  nodes: 10,
  listeners: 5,
  pageRssKb: 2048,
  hostHeapKb: 100,
  hostRssKb: 2048,
};

/** From the middle of the earlier half of what was weighed to the middle of the later half: one odd weight decides nothing. */
export function judgeGrowth(weighed: readonly Weighed[]): Growth[] {
  const half = Math.floor(weighed.length / 2);
  const [earlier, later] = [weighed.slice(0, half), weighed.slice(-half)];
  return (Object.keys(MOST_PER_100) as (keyof Weight)[]).flatMap((what) => {
    const at = (part: readonly Weighed[]): number[] => part.flatMap(({ weight }) => weight[what] ?? []);
    if (half === 0 || at(weighed).length < weighed.length) return [];
    const [from, to] = [middle(at(earlier)), middle(at(later))];
    const registrations = middle(later.map(({ after }) => after)) - middle(earlier.map(({ after }) => after));
    const per100 = Number((((to - from) / registrations) * 100).toFixed(1));
    const most = MOST_PER_100[what];
    return [{ what, from, to, per100, most, isStill: per100 <= most }];
  });
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return (sorted[Math.floor(at)]! + sorted[Math.ceil(at)]!) / 2;
}
