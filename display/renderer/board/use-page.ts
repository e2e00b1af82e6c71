import { useEffect, useState } from 'react';
import { browserScheduler } from '#shared/ui/browser-ports.ts';

const PAGE_MS = 12_000;

/** Turns pages for as long as there are several. */
export function usePage(count: number): number {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    if (count > 1) return browserScheduler.after(PAGE_MS, () => setTurns((turns + 1) % count));
  }, [count, turns]);
  return count === 0 ? 0 : turns % count;
}
