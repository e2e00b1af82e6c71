import type { Instant } from '#shared/domain/ports.ts';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `3 minutes ago`, in the person's language. */
export function formatAgo(since: Instant, now: Instant, locale: string): string {
  const passed = Math.max(0, now - since);
  const [unit, size] = UNITS.find(([, ms]) => passed >= ms) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(passed / size), unit);
}
