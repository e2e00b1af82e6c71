import { useEffect, useState } from 'react';
import type { Instant } from '#shared/domain/ports.ts';
import { useDashboard } from './dashboard-context.ts';

/** The hub's time, fresh every `everyMs`: minutes on the screen must not stand still. */
export function useNow(everyMs = 10_000): Instant {
  const { clock } = useDashboard();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
