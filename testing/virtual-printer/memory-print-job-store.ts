import { AppError } from '#shared/domain/errors.ts';
import type { Leftover, PrintJob, PrintJobState, PrintJobStore } from '#kiosk/printing/print-job-store.ts';

export type MemoryPrintJobStore = PrintJobStore & {
  readonly jobs: readonly PrintJob[];
  /** Every state that every job has been in, oldest first. */
  history(uid: string): PrintJobState[];
};

const OPEN = new Set<PrintJobState>(['queued', 'failed_before_send']);

/** The rules of the device's print-job table, kept in memory, with the history that tests ask for. */
export function memoryPrintJobStore(): MemoryPrintJobStore {
  const jobs: PrintJob[] = [];
  const histories = new Map<string, PrintJobState[]>();
  const leftovers = new Map<string, Leftover>();
  const open = (except: ReadonlySet<string>) =>
    jobs.filter((job) => OPEN.has(job.state) && !except.has(job.uid)).toSorted((a, b) => a.createdAt - b.createdAt);
  const move = (job: PrintJob, state: PrintJobState): PrintJob => {
    job.state = state;
    histories.get(job.uid)?.push(state);
    return { ...job };
  };
  return {
    jobs,
    history: (uid) => histories.get(uid) ?? [],
    create(fresh, sendingTo = null) {
      const same = jobs.find(({ visitUid, copyNo }) => visitUid === fresh.visitUid && copyNo === fresh.copyNo);
      if (same) return { ...same };
      const job: PrintJob = {
        ...fresh,
        state: sendingTo === null ? 'queued' : 'sending',
        attempts: sendingTo === null ? 0 : 1,
        nextAttemptAt: fresh.createdAt,
        printerId: sendingTo,
        lastError: null,
      };
      jobs.push(job);
      histories.set(job.uid, [job.state]);
      return { ...job };
    },
    find: (uid) => jobs.find((job) => job.uid === uid) ?? null,
    lastCopyNo: (visitUid) =>
      Math.max(0, ...jobs.filter((job) => job.visitUid === visitUid).map(({ copyNo }) => copyNo)),
    nextQueued: (now, except) => open(except).find(({ nextAttemptAt }) => nextAttemptAt <= now) ?? null,
    nextDueAt: (except) => open(except).toSorted((a, b) => a.nextAttemptAt - b.nextAttemptAt)[0]?.nextAttemptAt ?? null,
    setState(uid, { state, leftover, ...change }) {
      const job = jobs.find((candidate) => candidate.uid === uid);
      if (!job) throw new AppError('print.job_unknown', { uid });
      Object.assign(job, change);
      if (state === 'sending') job.attempts += 1;
      if (leftover && job.printerId !== null) leftovers.set(job.printerId, leftover);
      return move(job, state);
    },
    leftovers: () => new Map(leftovers),
    bootRecover: () => {
      const recovered = jobs.filter(({ state }) => state === 'sending');
      for (const { printerId } of recovered) if (printerId !== null) leftovers.set(printerId, 'bytes');
      return recovered.map((job) => move(job, 'unknown'));
    },
    expire: (createdBefore, except) =>
      open(except)
        .filter(({ createdAt }) => createdAt < createdBefore)
        .map((job) => move(job, 'expired')),
  };
}
