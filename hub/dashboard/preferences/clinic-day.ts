import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Instant } from '#shared/domain/ports.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** The calendar date of a moment at the clinic, `YYYY-MM-DD`, wherever the reader's computer believes to be. */
export function dateAt(instant: Instant, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
  }).formatToParts(instant);
  const part = (type: 'year' | 'month' | 'day') => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** So many days later (or, below 0, earlier). Dates have no zone and so no hours that could be missing. */
export function addDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** `dateOf` tells the clinic's calendar date of a moment; `today()` that of now. */
export function useClinicDay(): { dateOf: (instant: Instant) => string; today: () => string } {
  const { session, clock } = useDashboard();
  const zone = useStore(session.store, (state) =>
    state.status === 'signed_in' ? state.location?.time_zone : undefined,
  );
  return useMemo(
    () => ({ dateOf: (instant) => dateAt(instant, zone), today: () => dateAt(clock(), zone) }),
    [clock, zone],
  );
}
