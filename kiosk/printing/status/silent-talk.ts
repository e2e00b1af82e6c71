import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import type { PrinterConnection } from '#kiosk/printing/transports/transport.ts';
import type { PrinterTalk } from './printer-talk.ts';

/** A printer, or a queue before it, that never speaks: it is taken to be well, and what was handed over to be printed. */
export function silentTalk(connection: PrinterConnection, profile: PrinterProfile): PrinterTalk {
  return {
    askCondition: async () => ({ paper: 'ok', coverOpen: false, error: false }),
    reportChanges: async () => {},
    completionRequest: () => null,
    waitForCompletion: async () => true,
    /** Zeros complete a picture that was broken off; a queue has whole jobs only. */
    clear: async (deadlineMs) => {
      if (connection.wholeJobs) return true;
      return (await connection.send(zerosFor(profile), { deadlineMs, pacingMs: profile.pacingMs })) === 'sent';
    },
    onCondition: () => {},
  };
}

/** As many zeros as the largest picture that could have been broken off; printers ignore them between commands. */
export function zerosFor(profile: PrinterProfile): Buffer {
  return Buffer.alloc(Math.ceil(profile.dots / 8) * profile.bandRows + 16);
}
