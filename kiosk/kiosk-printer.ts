import type { PrintJob } from '#kiosk/printing/print-job-store.ts';
import type { PrinterStatus } from '#shared/protocol/bridge/kiosk-contract.ts';

/** What the kiosk knows of its printer; kiosk/printing does the work. */
export type KioskPrinter = {
  status(): PrinterStatus;
  /** Asks the printer how it is now; resolves within a few seconds whatever it does. */
  preflight(): Promise<void>;
  /** As `preflight`, and keeps the line to the printer open: a ticket is about to come. */
  prepare(): Promise<void>;
  /** The printer that could take a ticket's first byte at this very moment, or null: see Spool. */
  readyPrinter(): string | null;
  /** A ticket that is on disk as `sending` for `readyPrinter`, since the same turn of the event loop. */
  printAtOnce(job: PrintJob): void;
  /** A job is on disk, `queued`: it is time to print. Returns at once. */
  print(jobUid: string): void;
  /** Tells of a new status, and of each new state of a job. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Ends after the job in hand, within a second or two; `sending` stays on disk if that is how it stands. */
  stop(): Promise<void>;
};

/** A kiosk without a printer shows its tokens on the screen alone. */
export function noPrinter(): KioskPrinter {
  return {
    status: () => ({ state: 'not_configured', checkedAt: null }),
    preflight: async () => undefined,
    prepare: async () => undefined,
    readyPrinter: () => null,
    printAtOnce: () => undefined,
    print: () => undefined,
    onChange: () => () => undefined,
    stop: async () => undefined,
  };
}

export type ChangeablePrinter = KioskPrinter & {
  /** As `openPrinter` reads it; null: none. */
  address(): string | null;
  /** Goes over to another printer once the present job is done. Throws what `check` throws, and then nothing changes. */
  change(address: string | null): Promise<void>;
};

/** One printer at a time, which staff may exchange while the kiosk runs. */
export function changeablePrinter(
  first: string | null,
  { open, check }: { open: (address: string) => KioskPrinter; check: (address: string) => void },
): ChangeablePrinter {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let address = first;
  let present = first === null ? noPrinter() : open(first);
  present.onChange(tell);
  return {
    address: () => address,
    change: async (next) => {
      if (next !== null) check(next);
      // First the old one: two spools at once would each take the other's job for one that a crash has left.
      await present.stop();
      address = next;
      present = next === null ? noPrinter() : open(next);
      present.onChange(tell);
      await present.preflight();
      tell();
    },
    status: () => present.status(),
    preflight: async () => present.preflight(),
    prepare: async () => present.prepare(),
    readyPrinter: () => present.readyPrinter(),
    printAtOnce: (job) => present.printAtOnce(job),
    print: (jobUid) => present.print(jobUid),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => present.stop(),
  };
}
