import type pg from 'pg';

type Corkable = { connection?: { stream?: { cork(): void; uncork(): void } } };

/**
 * Statements that are asked for in one turn of the event loop leave in one packet; a connection with `pipeline` does not wait for
 * the answer to one before it sends the next. They are run in the order in which they were asked for, each seeing what
 * was committed when it began. So a command asks for all that it needs at once (`Promise.all`), and waits once.
 */
export function sendTogether(client: pg.PoolClient): void {
  const stream = (client as unknown as Corkable).connection?.stream;
  if (!stream) return;
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  let isHeld = false;
  const held = (...given: unknown[]): unknown => {
    if (!isHeld) {
      isHeld = true;
      stream.cork();
      process.nextTick(() => {
        isHeld = false;
        stream.uncork();
      });
    }
    return query(...given);
  };
  client.query = held as pg.PoolClient['query'];
}
