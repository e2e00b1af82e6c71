import { compareOrderKeys, orderKeyOf, waitClassOf, type PriorityEntry } from '#shared/domain/priority.ts';
import { DEFAULT_PRIORITY_SETTINGS, waitClassSchema } from '#shared/domain/priority-settings.ts';

export type Policy = { name: string; compare(a: PriorityEntry, b: PriorityEntry): number };

const CLASSES = waitClassSchema.options;

/** The real domain code, with the default settings. */
export const OURS: Policy = {
  name: 'anteroom',
  compare: (a, b) =>
    compareOrderKeys(orderKeyOf(a, DEFAULT_PRIORITY_SETTINGS), orderKeyOf(b, DEFAULT_PRIORITY_SETTINGS)),
};

/** The others are what clinics and products commonly do. */
export const POLICIES: readonly Policy[] = [
  OURS,
  {
    name: 'strict priority',
    compare: (a, b) => classRank(a) - classRank(b) || a.checkedInAt - b.checkedInAt,
  },
  { name: 'first come, first served', compare: (a, b) => a.checkedInAt - b.checkedInAt },
  {
    name: 'three levels, appointments first',
    compare: (a, b) => levelOf(a) - levelOf(b) || timeOf(a) - timeOf(b),
  },
];

function classRank(entry: PriorityEntry): number {
  return CLASSES.indexOf(waitClassOf(entry));
}

function levelOf(entry: PriorityEntry): number {
  if (entry.emergency) return 0;
  return entry.bookedAt === null ? 2 : 1;
}

function timeOf(entry: PriorityEntry): number {
  return entry.bookedAt ?? entry.checkedInAt;
}
