import { resolve } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { PAGE_POLICY } from '#shared/protocol/bridge/page-policy.ts';
import type { PageAccess } from './page-access.ts';

/** The renderer's built files, for whoever came in through the start address. */
export function createPageApp(access: PageAccess, pageFolder: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(refuseStrangers(access));
  app.use(pageHeaders());
  app.get('/', admitByToken(access));
  app.use(requireCookie(access));
  app.use(express.static(resolve(pageFolder), { dotfiles: 'ignore', redirect: false, cacheControl: false }));
  app.use((_request, response) => sendText(response, 404, 'Not found.'));
  app.use((_error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendText(response, 400, 'This request could not be read.'),
  );
  return app;
}

function refuseStrangers(access: PageAccess) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!access.isOurHost(request)) return sendText(response, 421, `This page is at ${access.origin} only.`);
    if (!access.isOurOrigin(request)) return sendText(response, 403, 'Requests from other pages are refused.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'Only pages are here.');
    next();
  };
}

function pageHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: PAGE_POLICY,
    },
    // There is no TLS on the loopback address, and a promise of it would outlast this program on the port.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** The start address is shown once its token has become a cookie: a token in the address bar would be copied on. */
function admitByToken(access: PageAccess) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { token } = request.query;
    if (token === undefined) return next();
    if (typeof token !== 'string' || !access.isStartToken(token)) return sendRefusal(response);
    response.setHeader('set-cookie', access.setCookieHeader());
    response.setHeader('cache-control', 'no-store');
    response.redirect(303, '/');
  };
}

function requireCookie(access: PageAccess) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!access.hasCookie(request)) return sendRefusal(response);
    response.setHeader('cache-control', request.path.startsWith('/assets/') ? 'private, max-age=31536000' : 'no-store');
    next();
  };
}

function sendRefusal(response: Response): void {
  sendText(
    response,
    403,
    'Open the address that the program printed when it started; an older one is no longer valid.',
  );
}

function sendText(response: Response, status: number, text: string): void {
  response.status(status).type('text/plain').send(text);
}
