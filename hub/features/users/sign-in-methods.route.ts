import { signInMethods } from '#shared/protocol/api/accounts.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { isSetUp } from './is-set-up.ts';

/** Where single sign-on begins. */
export const SSO_START_PATH = '/api/auth/sso/start';

export const signInMethodsRoute = defineUntransactedRoute(signInMethods, 'public', async ({ hub }) => ({
  setup_needed: !(await isSetUp(hub.db)),
  sso_url: hub.config.oidc ? SSO_START_PATH : null,
}));
