import type { Instant } from '#shared/domain/ports.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';

/**
 * `queued → sending → printed | failed_before_send | unknown`, and `expired` for what waited too long. The same words as
 * `printStateSchema` of the bridge.
 */
export type PrintJobState = 'queued' | 'sending' | 'printed' | 'failed_before_send' | 'unknown' | 'expired';

/** One copy of one ticket. `visitUid` + `copyNo` are unique: asking twice for the same copy is the same job. */
export type PrintJob = {
  uid: string;
  visitUid: string;
  /** 1 for the ticket, 2 and above for reprints, which say so on the paper. */
  copyNo: number;
  ticket: TicketContent;
  state: PrintJobState;
  createdAt: Instant;
  /** How often sending was begun; `failed_before_send` does not count against a limit, only against the age. */
  attempts: number;
  /** When it was last made due. The spool sends what is open whatever the clock says: clocks are set back. */
  nextAttemptAt: Instant;
  /** The printer that took it, or null while none has. */
  printerId: string | null;
  /** An error code for words under `error.<code>`, or null. */
  lastError: string | null;
};

export type NewPrintJob = Pick<PrintJob, 'uid' | 'visitUid' | 'copyNo' | 'ticket' | 'createdAt'>;

/**
 * What an earlier job may have left in a printer: nothing; half a ticket on the paper, to be cut away; or bytes, to be
 * cleared as well, or they come out later or swallow the next ticket.
 */
export type Leftover = 'nothing' | 'paper' | 'bytes';

export type PrintJobChange = {
  state: PrintJobState;
  /** Of the job's printer, written with the state: as the next start must find it. Left out: as it was. */
  leftover?: Leftover;
  printerId?: string | null;
  lastError?: string | null;
  nextAttemptAt?: Instant;
};

/**
 * Where print jobs are kept. Every method is synchronous and durable when it returns: the spool counts on `sending`
 * being on disk before the first byte leaves.
 */
export type PrintJobStore = {
  /**
   * Adds a `queued` job, or one that is `sending` to that printer already; or returns the one that this visit and copy
   * number have.
   */
  create(job: NewPrintJob, sendingTo?: string | null): PrintJob;
  find(uid: string): PrintJob | null;
  /** The highest copy number of a visit's ticket so far, 0 when it has none: a reprint takes the next. */
  lastCopyNo(visitUid: string): number;
  /** The oldest job that is `queued` or `failed_before_send`, is due at `now` and is not in `except`; or null. */
  nextQueued(now: Instant, except: ReadonlySet<string>): PrintJob | null;
  /** When the next such job falls due, or null when there is none: how long a worker may sleep. */
  nextDueAt(except: ReadonlySet<string>): Instant | null;
  /** Writes the change; entering `sending` adds one to `attempts`. Returns the job as it now stands. */
  setState(uid: string, change: PrintJobChange): PrintJob;
  /** What printers hold, by their id, as far as anything is known against them. */
  leftovers(): ReadonlyMap<string, Leftover>;
  /**
   * At boot every `sending` becomes `unknown`: nobody can say whether it was printed, and its printer may hold part of it.
   * Returns those.
   */
  bootRecover(): PrintJob[];
  /** `queued` and `failed_before_send` jobs made before `createdBefore` become `expired`. Returns those. */
  expire(createdBefore: Instant, except: ReadonlySet<string>): PrintJob[];
};
