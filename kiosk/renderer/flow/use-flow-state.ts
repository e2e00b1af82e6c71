import { startTransition, useEffect, useState } from 'react';
import type { FlowState } from './flow-state.ts';
import type { FlowStore } from './flow.store.ts';

/**
 * The registration, for the screen. A new screen is drawn aside, a little at a time, and shown when it is whole: what was touched
 * answers at once, however long the next screen takes. Until then touches reach the old screen; the store knows them by their step.
 */
export function useFlowState(flow: FlowStore): FlowState {
  const [state, setState] = useState(flow.getState);
  useEffect(() => {
    const take = (): void => startTransition(() => setState(flow.getState()));
    take();
    return flow.subscribe(take);
  }, [flow]);
  return state;
}
