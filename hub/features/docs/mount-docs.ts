import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import type { Route } from '#hub/http/route.ts';
import { buildOpenApi } from './openapi-document.ts';

const PAGE = fileURLToPath(new URL('page', import.meta.url));
const PACKAGE = new URL('../../../package.json', import.meta.url);
/** The only files of the viewer that a browser is given. */
const VIEWER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** The API's document at `/openapi.json`, and a page to browse it at `/docs`. Both are open: they hold no data. */
export function mountDocs(app: Express, routes: readonly Route[]): void {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  const document = JSON.stringify(buildOpenApi(routes, version));
  app.get('/openapi.json', (_request, response) => {
    response.set('cache-control', 'no-cache').type('application/json').send(document);
  });

  const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/docs', (_request, response) => {
    response.set('cache-control', 'no-cache').sendFile('docs.html', { root: PAGE });
  });
  app.use('/docs', express.static(PAGE, { index: false }));
  for (const file of VIEWER_FILES) {
    app.get(`/docs/${file}`, (_request, response) => response.sendFile(file, { root: viewer, maxAge: '1d' }));
  }
}
