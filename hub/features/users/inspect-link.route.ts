import { inspectLink } from '#shared/protocol/api/accounts.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { findLink } from './account-link.store.ts';

export const inspectLinkRoute = defineUntransactedRoute(inspectLink, 'public', async ({ input, hub, request, now }) => {
  await hub.limits.links.attempt(request.address);
  const { link, user } = await findLink(hub.db, input.token, now());
  await hub.limits.links.forgive(request.address);
  return {
    purpose: link.purpose,
    email: user?.email ?? null,
    display_name: user?.displayName ?? null,
    expires_at: new Date(link.expiresAt).toISOString(),
  };
});
