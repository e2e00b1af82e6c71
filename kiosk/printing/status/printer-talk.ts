import type { PrinterCondition } from './printer-condition.ts';

/**
 * A conversation with one printer over one connection, in its dialect. All waits end by themselves; a printer that says
 * nothing gives null or false, never an error.
 */
export type PrinterTalk = {
  /** How the printer is now, or null when it does not answer. Only while no job is half sent: see EpsonTalk. */
  askCondition(deadlineMs: number): Promise<PrinterCondition | null>;
  /** Asks the printer to report each change by itself from now on, where it can. */
  reportChanges(deadlineMs: number): Promise<void>;
  /** Goes behind the job; answered when all before it has come out. Null when the printer cannot say. */
  completionRequest(jobUid: string): Buffer | null;
  /** Whether the answer to that request came. */
  waitForCompletion(jobUid: string, deadlineMs: number): Promise<boolean>;
  /** Empties the printer of a job that was given up, so that nothing of it is printed later; whether it confirmed. */
  clear(deadlineMs: number): Promise<boolean>;
  /** Every condition the printer reports by itself. */
  onCondition(listener: (condition: PrinterCondition) => void): void;
};
