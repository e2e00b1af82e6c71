import type { PrinterStatus } from '#shared/protocol/bridge/kiosk-contract.ts';

/** What the kiosk knows of its printer; kiosk/printing does the work. */
export type KioskPrinter = {
  status(): PrinterStatus;
  /** Asks the printer how it is now; resolves within a few seconds whatever it does. */
  preflight(): Promise<void>;
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
    print: () => undefined,
    onChange: () => () => undefined,
    stop: async () => undefined,
  };
}
