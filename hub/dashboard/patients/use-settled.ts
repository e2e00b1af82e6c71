import { useEffect, useState } from 'react';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** Nobody types faster than this for long: the hub is asked once a word and not once a letter. */
const SETTLE_MS = 250;

/** What was typed, once the typing pauses. */
export function useSettled(typed: string): string {
  const { scheduler } = useDashboard();
  const [settled, setSettled] = useState(typed);
  useEffect(() => scheduler.after(SETTLE_MS, () => setSettled(typed)), [scheduler, typed]);
  return settled;
}
