import { signInMethods } from '#shared/protocol/api/accounts.ts';
import { SSO_START_PATH } from '#hub/config-variables.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { isSetUp } from './is-set-up.ts';

export const signInMethodsRoute = defineUntransactedRoute(signInMethods, 'public', async ({ hub }) => ({
  setup_needed: !(await isSetUp(hub.db)),
  sso_url: hub.config.oidc ? SSO_START_PATH : null,
}));
