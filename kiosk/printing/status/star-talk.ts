import type { Scheduler } from '#shared/domain/ports.ts';
import type { PrinterConnection } from '#kiosk/printing/transports/transport.ts';
import type { PrinterCondition } from './printer-condition.ts';
import type { PrinterTalk } from './printer-talk.ts';
import { ReplyWait } from './reply-wait.ts';
import { STAR_JOB_END, STAR_RESET, STAR_STATUS_QUESTION, StarStatusParser, type StarStatus } from './star-status.ts';

const isAny = (reply: StarStatus): reply is StarStatus => reply !== null;

/**
 * Star's status. A job is out when the printer's counter has gone on by one from where it stood when the job was begun;
 * a printer that may hold older work is reset first, so nothing else can move the counter.
 */
export function starTalk(connection: PrinterConnection, scheduler: Scheduler): PrinterTalk {
  const parser = new StarStatusParser();
  const replies = new ReplyWait<StarStatus>(scheduler, connection.closed);
  const listeners: ((condition: PrinterCondition) => void)[] = [];
  let latest: StarStatus | null = null;
  let target: number | null = null;
  connection.onBytes((bytes) => {
    for (const status of parser.feed(bytes)) {
      latest = status;
      for (const listener of listeners) listener(status.condition);
      replies.push(status);
    }
  });
  const isOurs = (reply: StarStatus): reply is StarStatus => reply.jobsPrinted === target;
  const ask = async (question: Buffer, deadlineMs: number) => {
    const answer = replies.collect(1, isAny, deadlineMs);
    await connection.send(question, { deadlineMs, pacingMs: 0 });
    return (await answer)?.[0] ?? null;
  };

  return {
    askCondition: async (deadlineMs) => (await ask(STAR_STATUS_QUESTION, deadlineMs))?.condition ?? null,
    // Its own setting; a printer that does not is asked often enough.
    reportChanges: async () => {},
    completionRequest() {
      target = ((latest?.jobsPrinted ?? 0) + 1) % 32;
      return STAR_JOB_END;
    },
    async waitForCompletion(_jobUid, deadlineMs) {
      if (latest && isOurs(latest)) return true;
      return (await replies.collect(1, isOurs, deadlineMs)) !== null;
    },
    async clear(deadlineMs) {
      await connection.send(STAR_RESET, { deadlineMs, pacingMs: 0 });
      return (await ask(STAR_STATUS_QUESTION, deadlineMs)) !== null;
    },
    onCondition: (listener) => listeners.push(listener),
  };
}
