/* oxlint-disable no-async-endpoint-handlers -- Express 5 passes a rejection on by itself */
import express from 'express';
import pg from 'pg';

/**
 * The floor: what cannot be left out. Express takes a batch, one INSERT … SELECT FROM unnest stores it, the commit is flushed,
 * the answer goes out. No device is known, nothing is checked, nothing is understood of what is stored.
 */
const pool = new pg.Pool({ connectionString: process.env['FLOOR_DATABASE'], max: 10 });
pool.on('error', () => undefined);
await pool.query(`CREATE TABLE registration (
  id uuid PRIMARY KEY, data jsonb NOT NULL, tx xid8 NOT NULL DEFAULT pg_current_xact_id(), seq bigint GENERATED ALWAYS AS IDENTITY)`);
await pool.query('CREATE INDEX ON registration (tx, seq)');
const app = express();
const waiting = new Set<express.Response>();

app.post('/push', express.json({ limit: '8mb' }), async (request, response) => {
  const rows = request.body as { id: string }[];
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'push',
      text: 'INSERT INTO registration (id, data) SELECT * FROM unnest($1::uuid[], $2::jsonb[]) ON CONFLICT (id) DO NOTHING',
      values: [rows.map((row) => row.id), rows.map((row) => JSON.stringify(row))],
    });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  response.json({ ok: rows.length });
  for (const reader of waiting) reader.write('data: news\n\n');
});

/** By transaction, below the oldest that still runs: no row is passed over. */
app.get('/pull', async (request, response) => {
  const { rows } = await pool.query({
    name: 'pull',
    text: `SELECT id, tx::text, seq::text, data FROM registration
      WHERE (tx, seq) > ($1::xid8, $2::bigint) AND tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY tx, seq LIMIT 1000`,
    values: [request.query['tx'], request.query['seq']],
  });
  response.json(rows);
});

app.get('/news', (request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: hello\n\n');
  waiting.add(response);
  request.on('close', () => waiting.delete(response));
});

const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'ready', url: `http://127.0.0.1:${(server.address() as { port: number }).port}` });
});
process.once('SIGTERM', () => process.exit(0));
