import { useEffect, useState } from 'react';
import type { Cancel, Clock, Instant, Scheduler } from '#shared/domain/ports.ts';
import { browserClock, browserScheduler } from '#shared/ui/browser-ports.ts';

const MINUTE_MS = 60_000;

/** The present minute, changed when the clock on the wall changes. */
export function useMinute(clock: Clock = browserClock, scheduler: Scheduler = browserScheduler): Instant {
  const [now, setNow] = useState(() => clock());
  useEffect(() => {
    let cancel = awaitNext();
    function awaitNext(): Cancel {
      return scheduler.after(MINUTE_MS - (clock() % MINUTE_MS), () => {
        setNow(clock());
        cancel = awaitNext();
      });
    }
    return () => cancel();
  }, [clock, scheduler]);
  return now;
}
