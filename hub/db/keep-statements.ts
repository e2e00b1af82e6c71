import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Asked for so often, a statement is worth its place on the server: most of the hub's are asked once a day. */
const KEPT_FROM = 4;
/** On one connection. A kept plan takes some tens of kilobytes of the server's memory. */
const MOST_KEPT = 150;
/** Texts that are counted; lists of varying length make ever new ones. */
const MOST_COUNTED = 2_000;

type Query = pg.PoolClient['query'];
type QueryConfig = { text?: unknown; name?: string; values?: unknown[] };

/**
 * Gives statements that are asked again and again a name, so that the server parses and plans them once a connection and not
 * every time: planning takes longer than running them. Values are always parameters, so the same text is the same statement.
 * What a partial index is about must stand in the text itself: a kept plan holds for any parameters.
 */
export function keepStatements(client: pg.PoolClient): void {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known || names.size >= MOST_KEPT) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < KEPT_FROM) {
      if (counts.size >= MOST_COUNTED) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    const name = createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
    return name;
  }

  const named = (...given: unknown[]): unknown => {
    const [config, values] = given as [QueryConfig | string, unknown];
    // Without values it is most often a part of a transaction (BEGIN, COMMIT), which takes no name.
    if (typeof config === 'string' || typeof config.text !== 'string' || config.name !== undefined)
      return query(...given);
    if (!Array.isArray(values) || values.length === 0) return query(...given);
    const name = nameOf(config.text);
    return name === undefined ? query(...given) : query({ ...config, name }, ...given.slice(1));
  };
  client.query = named as Query;
}
