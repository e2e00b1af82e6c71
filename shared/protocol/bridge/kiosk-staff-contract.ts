import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { printerStatusSchema, printStateSchema } from './print-state.ts';

/**
 * The staff area. `staff.unlock` gives a session for the right PIN; every other method needs it, and without one that is
 * alive throws `staff.locked`. A session ends after some minutes without a call, and with `staff.lock`.
 */
const session = z.string().min(16).max(64);

/** How this very kiosk meets the next person, as staff have set it on the spot. */
export const kioskStartSchema = z.object({
  /** Null: the clinic's own. */
  language: languageSchema.nullable(),
  largeText: z.boolean(),
  highContrast: z.boolean(),
  /** All controls within reach from a wheelchair. */
  lowReach: z.boolean(),
  speech: z.boolean(),
});
export type KioskStart = z.infer<typeof kioskStartSchema>;

export const staffOverviewSchema = z.object({
  appVersion: z.string(),
  deviceName: z.string().nullable(),
  deviceUid: z.uuid().nullable(),
  lane: z.string().nullable(),
  hubUrl: z.string().nullable(),
  businessDate: z.string().nullable(),
  /** The day that this machine's clock tells and nobody has vouched for: no numbers are given until somebody does. */
  doubtfulDay: z.iso.date().nullable().optional(),
  clock: z.int(),
  startedAt: z.int(),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  /** What this host can do: a browser cannot be closed by its page, nor an unsupervised program started again. */
  can: z.object({ restart: z.boolean(), exit: z.boolean() }),
  printer: z.object({ address: z.string().nullable(), status: printerStatusSchema }),
});
export type StaffOverview = z.infer<typeof staffOverviewSchema>;

export const staffLogSchema = z.object({
  lastSeq: z.int(),
  ackedSeq: z.int(),
  /** Newest first. Kinds, numbers and states: never what a patient said. */
  ops: z.array(
    z.object({
      seq: z.int(),
      kind: z.string(),
      recordedAt: z.int(),
      state: z.enum(['waiting', 'synced', 'conflict', 'failed']),
      code: z.string().nullable(),
    }),
  ),
});
export type StaffLog = z.infer<typeof staffLogSchema>;

/** Newest first. */
export const staffTicketsSchema = z.array(
  z.object({
    visitUid: z.uuid(),
    token: z.string(),
    issuedAt: z.int(),
    copies: z.int(),
    state: printStateSchema,
  }),
);
export type StaffTicket = z.infer<typeof staffTicketsSchema>[number];

export const printerCandidatesSchema = z.object({
  found: z.array(z.object({ address: z.string(), name: z.string(), kind: z.enum(['usb', 'serial', 'queue']) })),
  profiles: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PrinterCandidates = z.infer<typeof printerCandidatesSchema>;

export const staffMethods = {
  'staff.unlock': {
    input: z.object({ pin: z.string().min(1).max(32) }),
    /** `waitSeconds`: too many wrong ones, the next is heard then. `no_pin`: none is set, so the area stays shut. */
    output: z.discriminatedUnion('status', [
      z.object({ status: z.literal('open'), session }),
      z.object({ status: z.literal('wrong'), waitSeconds: z.int() }),
      z.object({ status: z.literal('no_pin') }),
    ]),
  },
  'staff.lock': { input: z.object({ session }), output: z.object({}) },
  'staff.overview': { input: z.object({ session }), output: staffOverviewSchema },
  'staff.log': { input: z.object({ session }), output: staffLogSchema },
  'staff.tickets': { input: z.object({ session }), output: staffTicketsSchema },
  'staff.reprint': { input: z.object({ session, visitUid: z.uuid() }), output: z.object({ copyNo: z.int() }) },
  'staff.findPrinters': { input: z.object({ session }), output: printerCandidatesSchema },
  /** Throws `printer.address_malformed`, `printer.profile_unknown`. Null: no printer. */
  'staff.choosePrinter': {
    input: z.object({ session, address: z.string().min(1).max(500).nullable() }),
    output: printerStatusSchema,
  },
  'staff.testPage': { input: z.object({ session }), output: z.object({ state: printStateSchema }) },
  /**
   * JSON text for a file: versions, states and counts, no person. `savedAs`: where this host has put it; null: the page is to
   * offer it.
   */
  'staff.diagnostics': {
    input: z.object({ session }),
    output: z.object({ fileName: z.string(), text: z.string(), savedAs: z.string().nullable() }),
  },
  /** Staff say that it is this day: for a machine that was off for days and hears no hub. Throws `clock.jumped` for another. */
  'staff.confirmDay': { input: z.object({ session, businessDate: z.iso.date() }), output: z.object({}) },
  'staff.saveStart': { input: z.object({ session, start: kioskStartSchema }), output: z.object({}) },
  /** Throws `staff.restart_unavailable`. */
  'staff.restart': { input: z.object({ session }), output: z.object({}) },
  /** Ends the kiosk and leaves the machine to whoever works on it. Throws `staff.exit_unavailable`. */
  'staff.exit': { input: z.object({ session }), output: z.object({}) },
} as const;
