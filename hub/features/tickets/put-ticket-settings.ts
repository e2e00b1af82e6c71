import { eq } from 'drizzle-orm';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import type { Queryable } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { locations } from '#hub/db/schema/clinic.ts';

/** Tells a location's kiosks what their tickets are to look like. */
export async function putTicketSettings(
  tx: Queryable,
  feed: FeedBuffer,
  locationId: number,
  { rev, value }: { rev: number; value: TicketSettings },
): Promise<void> {
  const [location] = await tx.select({ uid: locations.uid }).from(locations).where(eq(locations.id, locationId));
  feed.put(locationId, 'ticket_settings', rev, { ...value, uid: location!.uid });
}
