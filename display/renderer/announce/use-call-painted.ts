import { useEffect } from 'react';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { callKey } from './call-key.ts';

const CALL_PAINTED = 'anteroom:call-painted';

/** Marks the moment at which a call could be seen. Only the newest mark is kept: the page runs for months. */
export function useCallPainted(call: Announcement): void {
  const key = callKey(call);
  useEffect(() => {
    // The second frame begins when the first has been handed to the screen.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        performance.clearMarks(CALL_PAINTED);
        performance.mark(CALL_PAINTED, { detail: call.token });
      });
    });
    return () => cancelAnimationFrame(frame);
    // A call is the same call however often its object is made anew.
    // eslint-disable-next-line react/exhaustive-deps
  }, [key]);
}
