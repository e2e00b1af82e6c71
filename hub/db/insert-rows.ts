import { getTableColumns, getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from './client.ts';

export type InsertRowsOptions = {
  /** Rows that are here already, by any of their unique keys, are passed over. */
  skipExisting?: true;
};

/**
 * Inserts any number of rows in one statement with one parameter: for many rows, several times faster than a list of
 * VALUES, whose every value is a parameter of its own. All rows must name the same columns; those left out get their
 * defaults. Gives `id` and `uid` (where there is one) of the rows that went in.
 */
export async function insertRows<T extends PgTable>(
  tx: Queryable,
  table: T,
  rows: readonly T['$inferInsert'][],
  { skipExisting }: InsertRowsOptions = {},
): Promise<{ id: number; uid: string }[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const named = Object.keys(first).map((key) => ({ key, column: columns[key]! }));
  const lines = rows.map((row) =>
    Object.fromEntries(named.map(({ key, column }) => [column.name, asJson(column, (row as Row)[key])])),
  );
  const name = sql.identifier(getTableName(table));
  const list = sql.join(
    named.map(({ column }) => sql.identifier(column.name)),
    sql`, `,
  );
  const { rows: inserted } = await tx.execute<{ id: string; uid: string }>(sql`
    INSERT INTO ${name} (${list})
    SELECT ${list} FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(lines)}::json)
    ${skipExisting ? sql`ON CONFLICT DO NOTHING` : sql``}
    ${returningKeys(columns)}`);
  return inserted.map(({ id, uid }) => ({ id: Number(id), uid }));
}

type Row = Record<string, unknown>;

/** As `json_populate_recordset` reads it: JSON columns as they are, all others as their driver would write them. */
function asJson(column: PgColumn, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return column.columnType === 'PgJsonb' ? value : column.mapToDriverValue(value);
}

function returningKeys(columns: Record<string, PgColumn>): SQL {
  if (columns['id'] && columns['uid']) return sql`RETURNING id, uid`;
  return columns['id'] ? sql`RETURNING id` : sql``;
}
