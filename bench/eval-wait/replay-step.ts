import type { WaitEvent } from '#shared/domain/wait/wait-event.ts';

/** A question to be scored: what is this person's wait, asked now, and what did it turn out to be (minutes)? */
export type Question = { uid: string; actual: number; group: string; place: string };

/** One moment of a log. The outcome of a question is known to the score alone, never to the estimator. */
export type ReplayStep = { event: WaitEvent; question?: Question; scored: boolean };

export type ReplayLog = {
  title: string;
  unit: 'min' | 's';
  configuredMinutes: number;
  usualStations: number;
  steps: ReplayStep[];
};
