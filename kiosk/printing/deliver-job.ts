import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { ejectRemains } from './encoders/eject-remains.ts';
import type { Leftover } from './print-job-store.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { canPrint, stateWord, type PrinterCondition } from './status/printer-condition.ts';
import type { PrinterTalk } from './status/printer-talk.ts';
import { talkTo } from './status/talk-to.ts';
import type { PrinterConnection, Transport } from './transports/transport.ts';

/** Milliseconds. */
export type PrintTiming = { connect: number; status: number; send: number; completion: number };

const EMPTY = Buffer.alloc(0);

export const PRINT_TIMING: PrintTiming = { connect: 3000, status: 1500, send: 30_000, completion: 15_000 };

export type Printer = { id: string; profile: PrinterProfile; transport: Transport };

export type Delivery = {
  outcome: 'printed' | 'failed_before_send' | 'unknown';
  /** An error code, or null when it was printed. */
  error: string | null;
  /** Whether the printer itself said so. */
  confirmed: boolean;
  leftover: Leftover;
};

export type DeliveryOrder = {
  jobUid: string;
  bytes: Buffer;
  leftover: Leftover;
  /** Persists that sending begins. When it throws, not a byte is sent. */
  beforeFirstByte: () => void;
  onCondition: (condition: PrinterCondition) => void;
};

/** A connection over which the printer has just said how it is. */
export type OpenLine = { connection: PrinterConnection; talk: PrinterTalk; condition: PrinterCondition };

/**
 * One job to one printer: asks how it is, sends, and waits until it says that the paper is out. Never rejects. Sent is
 * not printed: without the printer's word the outcome is `unknown`, and the printer is emptied so that nothing of the job
 * comes out later.
 *
 * @param line already open, instead of a connection of its own; then the bytes are on their way when this returns
 */
export async function deliverJob(
  printer: Printer,
  order: DeliveryOrder,
  timing: PrintTiming,
  scheduler: Scheduler,
  line: OpenLine | null = null,
): Promise<Delivery> {
  let connection: PrinterConnection;
  try {
    connection = line?.connection ?? (await printer.transport.connect(timing.connect));
  } catch {
    return notSent('printer.unreachable', order.leftover);
  }
  const talk = line?.talk ?? talkTo(connection, printer.profile, scheduler);
  const delivery = await converse(printer, { connection, talk, condition: line?.condition ?? null }, order, timing);
  const endedWell = await connection.close();
  // A printer that cannot speak is believed only when the connection ended as it should.
  if (delivery.outcome === 'printed' && !delivery.confirmed && !endedWell) {
    return { ...delivery, outcome: 'unknown', error: 'printer.interrupted', leftover: 'bytes' };
  }
  if (delivery.outcome !== 'unknown') return delivery;
  return { ...delivery, leftover: (await emptied(printer, timing, scheduler)) ? 'paper' : 'bytes' };
}

async function converse(
  { profile }: Printer,
  { connection, talk, condition: known }: Omit<OpenLine, 'condition'> & { condition: PrinterCondition | null },
  order: DeliveryOrder,
  timing: PrintTiming,
): Promise<Delivery> {
  talk.onCondition(order.onCondition);
  const condition = known ?? (await talk.askCondition(timing.status));
  if (!condition) return notSent('printer.no_answer', order.leftover);
  order.onCondition(condition);
  if (!canPrint(condition)) return notSent(`printer.${stateWord(condition)}`, order.leftover);
  let { leftover } = order;
  if (leftover === 'bytes') {
    if (!(await talk.clear(2 * timing.status))) return notSent('printer.not_cleared', 'bytes');
    leftover = 'paper';
  }

  const request = talk.completionRequest(order.jobUid);
  const remains = leftover === 'paper' ? ejectRemains(profile) : EMPTY;
  const bytes = Buffer.concat([remains, order.bytes, request ?? EMPTY]);
  try {
    order.beforeFirstByte();
  } catch (error) {
    return notSent(error instanceof AppError ? error.code : 'printer.cannot_record', leftover);
  }
  const sent = await connection.send(bytes, { deadlineMs: timing.send, pacingMs: profile.pacingMs });
  if (sent === 'failed_before_send') return notSent('printer.unreachable', leftover);
  if (sent === 'unknown') return lost('printer.interrupted');
  const printed = await talk.waitForCompletion(order.jobUid, timing.completion);
  if (!printed) return lost('printer.not_confirmed');
  // How much paper is left is best asked now, so that the desk hears of a low roll before it runs out.
  const after = await talk.askCondition(timing.status);
  if (after) order.onCondition(after);
  return { outcome: 'printed', error: null, confirmed: request !== null, leftover: 'nothing' };
}

function notSent(error: string, leftover: Leftover): Delivery {
  return { outcome: 'failed_before_send', error, confirmed: false, leftover };
}

function lost(error: string): Delivery {
  return { outcome: 'unknown', error, confirmed: false, leftover: 'bytes' };
}

/** At once and over a connection of its own: new paper must not bring out a ticket that has been given up. */
async function emptied(printer: Printer, timing: PrintTiming, scheduler: Scheduler): Promise<boolean> {
  if (!printer.profile.clearsBuffer) return false;
  try {
    const connection = await printer.transport.connect(timing.connect);
    const cleared = await talkTo(connection, printer.profile, scheduler).clear(timing.status);
    await connection.close();
    return cleared;
  } catch {
    return false;
  }
}

/** How a printer is now. Never rejects. */
export async function askPrinter(
  printer: Printer,
  timing: PrintTiming,
  scheduler: Scheduler,
): Promise<PrinterCondition | 'unreachable'> {
  try {
    const connection = await printer.transport.connect(timing.status);
    const condition = await talkTo(connection, printer.profile, scheduler).askCondition(timing.status);
    await connection.close();
    return condition ?? 'unreachable';
  } catch {
    return 'unreachable';
  }
}
