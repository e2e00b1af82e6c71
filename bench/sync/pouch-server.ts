import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** PouchDB's own server, in the least that PouchDB clients need. */
const require = createRequire(new URL('peers/package.json', import.meta.url));
const folder = process.env['POUCH_FOLDER']!;
const prefix = `${join(folder, 'server')}/`;
mkdirSync(prefix, { recursive: true });
const PouchDB = (require('pouchdb') as { defaults(options: object): unknown }).defaults({ prefix });
const express = require('express') as () => RequestListener & { use(path: string, handler: unknown): void };
const pouch = require('express-pouchdb') as (database: unknown, options: object) => unknown;
const app = express();
app.use('/', pouch(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'pouch.log') }));
const server = createServer(app).listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'ready', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('SIGTERM', () => process.exit(0));
