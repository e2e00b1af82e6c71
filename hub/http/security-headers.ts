import type { RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

/** The dashboard is built into files of its own, so nothing inline is ever allowed to run or to style. */
export function createSecurityHeaders(): RequestHandler {
  const overTls = headersWith({ maxAge: 365 * 24 * 3600, includeSubDomains: false });
  // A browser that once met the hub over TLS must not be sent away from a hub that has none.
  const plain = headersWith(false);
  return (request, response, next) => (request.secure ? overTls : plain)(request, response, next);
}

function headersWith(strictTransportSecurity: HelmetOptions['strictTransportSecurity']): RequestHandler {
  return helmet({
    strictTransportSecurity,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
}
