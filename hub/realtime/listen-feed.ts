import pg from 'pg';
import { z } from 'zod';
import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import { streamSchema } from '#shared/protocol/entities.ts';
import { FEED_CHANNEL, type FeedHead } from '#hub/db/feed.ts';

const RETRY_FIRST_MS = 200;
const RETRY_LAST_MS = 5_000;
/** A connection that a network swallowed without a word is noticed after this long. */
const CHECK_EVERY_MS = 20_000;
const CHECK_TIMEOUT_MS = 5_000;

const headSchema = z.object({ locationId: z.int(), stream: streamSchema, seq: z.int() });

export type FeedListenerPorts = {
  url: string;
  scheduler: Scheduler;
  /** A commit anywhere moved a stream. */
  onHead: (head: FeedHead) => void;
  /** It listens, from now on; whatever was announced before, or while it could not, has not been heard. */
  onListening: () => void;
  onTrouble: (error: Error) => void;
};

/**
 * Hears, over a connection of its own, what every process of the hub commits to the feed. A lost connection is made again
 * for as long as it takes, and `onListening` called each time.
 */
export function listenFeed(ports: FeedListenerPorts): { stop(): Promise<void> } {
  let client: pg.Client | null = null;
  let stopped = false;
  let retryMs = RETRY_FIRST_MS;
  let cancel: Cancel | null = null;

  function lost(broken: pg.Client, error: Error): void {
    if (client !== broken) return;
    client = null;
    cancel?.();
    void broken.end().catch(() => undefined);
    if (stopped) return;
    ports.onTrouble(error);
    cancel = ports.scheduler.after(retryMs, () => void connect());
    retryMs = Math.min(retryMs * 2, RETRY_LAST_MS);
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: ports.url,
      application_name: 'anteroom-hub-listener',
      connectionTimeoutMillis: CHECK_TIMEOUT_MS,
      query_timeout: CHECK_TIMEOUT_MS,
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', (error) => lost(fresh, error));
    fresh.on('end', () => lost(fresh, new Error('The connection ended')));
    fresh.on('notification', ({ payload }) => hear(payload));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${FEED_CHANNEL}`);
      if (client !== fresh) return;
      retryMs = RETRY_FIRST_MS;
      ports.onListening();
      checkLater(fresh);
    } catch (error) {
      lost(fresh, error as Error);
    }
  }

  function hear(payload: string | undefined): void {
    const head = headSchema.safeParse(parseJson(payload));
    if (head.success) ports.onHead(head.data);
  }

  function checkLater(live: pg.Client): void {
    cancel = ports.scheduler.after(CHECK_EVERY_MS, () => {
      live.query('SELECT 1').then(
        () => {
          if (client === live) checkLater(live);
        },
        (error: Error) => lost(live, error),
      );
    });
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      cancel?.();
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
