import type { Scheduler } from '#shared/domain/ports.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import type { PrinterConnection } from '#kiosk/printing/transports/transport.ts';
import {
  conditionFromRealtime,
  EPSON_CLEAR,
  EPSON_PAPER_QUESTION,
  EPSON_REPORT_CHANGES,
  EPSON_STATUS_QUESTION,
  epsonProcessIdRequest,
  EpsonStatusParser,
  type EpsonReply,
} from './epson-status.ts';
import type { PrinterCondition } from './printer-condition.ts';
import type { PrinterTalk } from './printer-talk.ts';
import { ReplyWait } from './reply-wait.ts';
import { zerosFor } from './silent-talk.ts';

type OfType<T extends EpsonReply['type']> = Extract<EpsonReply, { type: T }>;

const isRealtime = (reply: EpsonReply): reply is OfType<'realtime'> => reply.type === 'realtime';
const isPaper = (reply: EpsonReply): reply is OfType<'paper-sensor'> => reply.type === 'paper-sensor';
const isCleared = (reply: EpsonReply): reply is OfType<'cleared'> => reply.type === 'cleared';

/**
 * ESC/POS status. Real-time questions are asked only while no job is half sent, since within a picture they would be
 * dots as well; during a job the printer reports by itself (the encoder switches GS a on).
 */
export function epsonTalk(connection: PrinterConnection, profile: PrinterProfile, scheduler: Scheduler): PrinterTalk {
  const parser = new EpsonStatusParser();
  const replies = new ReplyWait<EpsonReply>(scheduler, connection.closed);
  const listeners: ((condition: PrinterCondition) => void)[] = [];
  // An answer may come before anybody waits for it.
  const completed = new Set<string>();
  let paperAnswers = 0;
  connection.onBytes((bytes) => {
    for (const reply of parser.feed(bytes)) {
      if (reply.type === 'automatic') for (const listener of listeners) listener(reply.condition);
      if (reply.type === 'process-id') completed.add(reply.id);
      if (reply.type === 'paper-sensor') paperAnswers += 1;
      replies.push(reply);
    }
  });
  const ask = (bytes: Uint8Array, deadlineMs: number) => connection.send(bytes, { deadlineMs, pacingMs: 0 });

  return {
    async askCondition(deadlineMs) {
      const answer = replies.collect(2, isRealtime, deadlineMs);
      await ask(EPSON_STATUS_QUESTION, deadlineMs);
      const [offline, roll] = (await answer) ?? [];
      return offline && roll ? conditionFromRealtime(offline.byte, roll.byte) : null;
    },
    async reportChanges(deadlineMs) {
      await ask(EPSON_REPORT_CHANGES, deadlineMs);
    },
    completionRequest(jobUid) {
      if (profile.completion === 'process-id') return epsonProcessIdRequest(processId(jobUid));
      if (profile.completion !== 'paper-status') return null;
      paperAnswers = 0;
      return EPSON_PAPER_QUESTION;
    },
    async waitForCompletion(jobUid, deadlineMs) {
      const id = processId(jobUid);
      if (profile.completion === 'paper-status') {
        return paperAnswers > 0 || (await replies.collect(1, isPaper, deadlineMs)) !== null;
      }
      const isOurs = (reply: EpsonReply): reply is EpsonReply => reply.type === 'process-id' && reply.id === id;
      return completed.has(id) || (await replies.collect(1, isOurs, deadlineMs)) !== null;
    },
    async clear(deadlineMs) {
      if (!profile.clearsBuffer) return waitUntilDry(deadlineMs);
      const answer = replies.collect(1, isCleared, deadlineMs);
      await ask(EPSON_CLEAR, deadlineMs);
      return (await answer) !== null;
    },
    onCondition: (listener) => listeners.push(listener),
  };

  /**
   * For printers that cannot be emptied: zeros complete a picture that was broken off, and the answer to a question
   * behind them shows that everything older, and its late answers, are through.
   */
  async function waitUntilDry(deadlineMs: number): Promise<boolean> {
    const answer = replies.collect(1, isPaper, deadlineMs);
    await ask(Buffer.concat([zerosFor(profile), EPSON_PAPER_QUESTION]), deadlineMs);
    if ((await answer) === null) return false;
    while ((await replies.collect(1, isPaper, QUIET_MS)) !== null);
    return true;
  }
}

const QUIET_MS = 300;

/** Four letters of the job's uid, whose end is random: an answer to an earlier job is not taken for this one's. */
function processId(jobUid: string): string {
  return jobUid.slice(-4).padStart(4, '0');
}
