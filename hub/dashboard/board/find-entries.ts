import type { BoardEntry, BoardQueue } from './board-view.ts';

const MARKS = /\p{M}/gu;

/** Accents, case and the dash of a token do not count: `a47` finds A-047, `jose` finds José. */
export function foldForFind(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLocaleLowerCase('und').replaceAll('-', '').trim();
}

export function matchesFind(entry: Pick<BoardEntry, 'token_label' | 'patient_name'>, wanted: string): boolean {
  const folded = foldForFind(wanted);
  if (folded === '') return true;
  const token = foldForFind(entry.token_label);
  const withoutZeros = token.replace(/^(\D+)0+(?=\d)/u, '$1');
  return token.includes(folded) || withoutZeros === folded || foldForFind(entry.patient_name).includes(folded);
}

/** The queues with only those entries that match; every queue stays, so that nothing jumps while one types. */
export function findEntries(queues: readonly BoardQueue[], wanted: string): BoardQueue[] {
  const keep = (entries: BoardEntry[]) => entries.filter((entry) => matchesFind(entry, wanted));
  return queues.map((queue) => ({
    ...queue,
    called: keep(queue.called),
    inConsultation: keep(queue.inConsultation),
    waiting: keep(queue.waiting),
    held: keep(queue.held),
    noShow: keep(queue.noShow),
  }));
}
