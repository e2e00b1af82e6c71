import type Database from 'better-sqlite3';

const MOST = 256;

/**
 * Keeps compiled statements by their text. The query builder asks for a new one each time, and compiling takes longer
 * than running: a check-in, made of a dozen small statements, takes a quarter less time so. Values are always parameters,
 * so the same text is the same statement.
 */
export function cacheStatements(client: Database.Database): void {
  const compile = client.prepare.bind(client);
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    // One that is being iterated belongs to whoever iterates it.
    if (known && !known.busy) return known.reader ? known.raw(false) : known;
    const statement = compile(sql);
    if (statements.size >= MOST) statements.delete(statements.keys().next().value ?? '');
    statements.set(sql, statement);
    return statement;
  };
  client.prepare = prepare as typeof client.prepare;
}
