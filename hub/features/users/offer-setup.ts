import type { Hub } from '#hub/hub.ts';
import { insertSetupLink } from './account-link.store.ts';
import { isSetUp } from './is-set-up.ts';
import { SETUP_PAGE } from './link-url.ts';

/** The address at which a new hub is set up, good for a day and for one use; null for a hub that has accounts. */
export async function offerSetup(hub: Hub, url: string): Promise<string | null> {
  if (await isSetUp(hub.db)) return null;
  const { token } = await insertSetupLink(hub.db, hub.clock());
  return `${hub.config.publicUrl ?? url}${SETUP_PAGE}?token=${token}`;
}
