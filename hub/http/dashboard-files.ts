import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

/**
 * The built dashboard at `/`. Its pages are one page: whatever is no file and no API is answered with it. Built files
 * carry a hash in their name and may be kept for ever; the page that names them may not.
 */
export function serveDashboard(folder: string): Router {
  const router = Router();
  const page = join(folder, 'index.html');
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get(/^\/(?!api\/|ws\/|socket\.io\/|fhir\/).*/u, (request, response, next) => {
    if (!request.accepts('html')) {
      next();
    } else if (existsSync(page)) {
      response.set('cache-control', 'no-cache').sendFile(page);
    } else {
      response
        .status(503)
        .type('text/plain')
        .send('The dashboard is not built yet: run "npm run build", then load this page again.\n');
    }
  });
  return router;
}
