import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import type { Hub } from '#hub/hub.ts';
import type { RequestInfo } from '#hub/http/request-info.ts';
import type { NewLink } from './account-link.store.ts';

/** Pages of the dashboard, which asks the API what the token is for. */
const PAGE = '/welcome';
export const SETUP_PAGE = '/setup';

/** As whoever made the link reaches the hub, unless it was told how everybody does. */
export function toAccountLink(hub: Hub, request: RequestInfo, { token, expiresAt }: NewLink): AccountLink {
  const asked = `${request.secure ? 'https' : 'http'}://${request.header('host') ?? 'localhost'}`;
  const url = `${hub.config.publicUrl ?? asked}${PAGE}?token=${token}`;
  return { url, expires_at: new Date(expiresAt).toISOString() };
}
