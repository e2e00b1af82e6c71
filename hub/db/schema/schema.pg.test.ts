import { readdirSync } from 'node:fs';
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#testing/postgres/clone-database.ts';

const database = useDatabase();
const tables = await readTables();

describe('the schema in code and the migrated database', () => {
  test('name the same tables', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    expect(tables.map(getTableName).toSorted()).toEqual(rows.map((row) => row.name).toSorted());
  });

  test.each(tables.map((table) => [getTableName(table), table] as const))('agree on %s', async (name, table) => {
    const { rows } = await database.pool.query<{ name: string; type: string; required: boolean; filled: boolean }>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required, atthasdef AS filled
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [name],
    );
    const inCode = getTableConfig(table).columns.map((column) => ({
      name: column.name,
      type: typeInPostgres(column.getSQLType()),
      required: column.notNull,
      filled: column.hasDefault || column.generated !== undefined,
    }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(inCode.toSorted(byName)).toEqual(rows.toSorted(byName));
  });
});

function typeInPostgres(type: string): string {
  const names: Record<string, string> = {
    bigserial: 'bigint',
    'varchar(255)': 'character varying(255)',
    'numeric(12, 2)': 'numeric(12,2)',
    time: 'time without time zone',
  };
  return names[type] ?? type;
}

async function readTables(): Promise<PgTable[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.includes('.test.'));
  const modules = await Promise.all(files.map(async (file) => import(`${import.meta.dirname}/${file}`)));
  return modules.flatMap((module: object) => Object.values(module)).filter((value) => is(value, PgTable));
}
