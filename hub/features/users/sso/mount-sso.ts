import type { Express, RequestHandler } from 'express';
import { AppError } from '#shared/domain/errors.ts';
import { SSO_CALLBACK_PATH, SSO_START_PATH } from '#hub/config-variables.ts';
import { countRequest } from '#hub/http/limit-requests.ts';
import { addressOf, requestInfo } from '#hub/http/request-info.ts';
import type { Hub } from '#hub/hub.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { keepAttempt, takeAttempt } from './sso-attempt.ts';
import { signInByEmail } from './sign-in-by-email.ts';

/**
 * Signing in with the clinic's own accounts. Pages, not operations: the browser goes to `/start`, from there to the provider,
 * back to `/callback` and then to the dashboard, which finds its session, or `?sso_error=<code>`.
 */
export function mountSso(app: Express, hub: Hub): void {
  const { oidc } = hub.config;
  const provider = oidc && createIdentityProvider(oidc);
  app.get(SSO_START_PATH, asPage(hub, 'auth.ssoStart', provider, start));
  app.get(SSO_CALLBACK_PATH, asPage(hub, 'auth.ssoCallback', provider, finish));
}

type Page = (hub: Hub, provider: IdentityProvider, info: ReturnType<typeof requestInfo>, url: URL) => Promise<string>;

function asPage(hub: Hub, operation: string, provider: IdentityProvider | null, page: Page): RequestHandler {
  return async (request, response) => {
    response.locals['operation'] = operation;
    if (!provider) throw new AppError('auth.sso_off');
    await countRequest(hub, null, addressOf(request));
    let target: string;
    try {
      target = await page(hub, provider, requestInfo(request, response), new URL(request.originalUrl, 'http://hub'));
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'auth.sso_failed';
      // What the provider says may name a person; its kind does not.
      if (!(error instanceof AppError)) hub.log.warn({ error: nameOf(error) }, 'single sign-on failed');
      target = `/?sso_error=${encodeURIComponent(code)}`;
    }
    response.set('cache-control', 'no-store').redirect(303, target);
  };
}

const start: Page = async (hub, provider, info) => {
  const { url, attempt } = await provider.begin();
  await keepAttempt(info, attempt, hub.keys.ssoAttempt, hub.clock());
  return url.href;
};

const finish: Page = async (hub, provider, info, url) => {
  const attempt = await takeAttempt(info, hub.keys.ssoAttempt, hub.clock());
  if (!attempt) throw new AppError('auth.sso_failed');
  const email = await provider.finish(url, attempt);
  if (email === null) throw new AppError('auth.sso_unknown');
  await signInByEmail(hub, info, email);
  return '/';
};

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
