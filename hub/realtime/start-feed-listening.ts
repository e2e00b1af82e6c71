import type { FeedHead } from '#hub/db/feed.ts';
import { feedHead } from '#hub/db/schema/sync.ts';
import type { Hub } from '#hub/hub.ts';
import type { HubPart } from '#hub/parts.ts';
import { listenFeed } from './listen-feed.ts';
import { systemScheduler } from './system-scheduler.ts';

/**
 * Tells this process, over `hub.feedMoved`, of every commit that moves a feed, by whichever process of the hub. When it begins to
 * listen, and after every interruption, it tells where all streams stand.
 */
export async function startFeedListening(hub: Hub): Promise<HubPart> {
  return listenFeed({
    url: hub.pool.options.connectionString ?? '',
    scheduler: systemScheduler,
    onHead: (head) => hub.feedMoved.announce([head]),
    onListening: () => {
      readAllHeads(hub).then(
        (heads) => hub.feedMoved.announce(heads),
        (error: unknown) => hub.log.warn({ err: error }, 'heads could not be read'),
      );
    },
    onTrouble: (error) => hub.log.warn({ reason: error.message }, 'the feed cannot be listened to; trying again'),
  });
}

async function readAllHeads(hub: Hub): Promise<FeedHead[]> {
  const { locationId, stream, seq } = feedHead;
  return hub.db.select({ locationId, stream, seq }).from(feedHead);
}
