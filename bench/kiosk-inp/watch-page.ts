import type { Page } from 'playwright-core';

export type Told = { name: string; duration: number; id: number; target: string };
export type Watched = { events: Told[]; screens: number[] };
type Watching = typeof globalThis & { watched: Watched };

/**
 * Listens to the Event Timing API (in steps of 8 ms, from 16 ms on), and takes the time from a finger's lifting to the picture of the
 * next screen: a page that answers at once and then takes its time would look well by the first alone.
 */
export async function watchPage(page: Page): Promise<() => Promise<Watched>> {
  await page.evaluate(() => {
    const watched: Watched = { events: [], screens: [] };
    (globalThis as Watching).watched = watched;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[]) {
        if (!entry.interactionId) continue;
        const { dataset } = (entry.target ?? document.body) as HTMLElement;
        const target = dataset['testid'] ?? dataset['key'] ?? '';
        watched.events.push({ name: entry.name, duration: entry.duration, id: entry.interactionId, target });
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);

    let liftedAt: number | null = null;
    let shown = document.querySelector('h1');
    addEventListener('pointerup', ({ timeStamp }) => (liftedAt = timeStamp), { capture: true });
    new MutationObserver(() => {
      const heading = document.querySelector('h1');
      if (heading === shown) return;
      shown = heading;
      const since = liftedAt;
      liftedAt = null;
      if (since === null || !heading) return;
      requestAnimationFrame(() => setTimeout(() => watched.screens.push(performance.now() - since)));
    }).observe(document.body, { childList: true, subtree: true });
  });
  return async () => {
    await page.waitForTimeout(300);
    return page.evaluate(() => {
      const { watched } = globalThis as Watching;
      return { events: watched.events.splice(0), screens: watched.screens.splice(0) };
    });
  };
}

/** The longest event of each interaction; those under 16 ms are not told of and count as 16. */
export function longestOf(events: readonly Told[], interactions: number): number[] {
  const byId = new Map<number, number>();
  for (const { id, duration } of events) byId.set(id, Math.max(byId.get(id) ?? 0, duration));
  const told = [...byId.values()];
  return [...told, ...Array.from({ length: Math.max(0, interactions - told.length) }, () => 16)];
}
