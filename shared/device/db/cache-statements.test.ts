import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { cacheStatements } from './cache-statements.ts';

function open(): Database.Database {
  const client = new Database(':memory:');
  client.exec('CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  cacheStatements(client);
  for (const text of ['one', 'two', 'three']) client.prepare('INSERT INTO word (text) VALUES (?)').run(text);
  return client;
}

test('the same text is compiled once', () => {
  const client = open();
  expect(client.prepare('SELECT 1')).toBe(client.prepare('SELECT 1'));
});

test('how one user wants its rows does not reach the next', () => {
  const client = open();
  const sql = 'SELECT id, text FROM word WHERE id = ?';
  expect(client.prepare(sql).raw().get(1)).toEqual([1, 'one']);
  expect(client.prepare(sql).get(2)).toEqual({ id: 2, text: 'two' });
});

test('a statement that is being iterated is not given to another', () => {
  const client = open();
  const sql = 'SELECT text FROM word ORDER BY id';
  const seen: unknown[] = [];
  for (const row of client.prepare(sql).iterate()) {
    seen.push(row);
    expect(client.prepare(sql).all()).toHaveLength(3);
  }
  expect(seen).toHaveLength(3);
});

test('it survives a change of the tables', () => {
  const client = open();
  expect(client.prepare('SELECT * FROM word WHERE id = 1').get()).toEqual({ id: 1, text: 'one' });
  client.exec('ALTER TABLE word ADD COLUMN note TEXT');
  expect(client.prepare('SELECT * FROM word WHERE id = 1').get()).toEqual({ id: 1, text: 'one', note: null });
});

test('any number of texts does not fill the memory', () => {
  const client = open();
  for (let i = 0; i < 1000; i += 1) expect(client.prepare(`SELECT ${i} AS n`).get()).toEqual({ n: i });
});
