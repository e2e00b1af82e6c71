import { type ReactNode, useEffect, useRef } from 'react';
import type { FlowState } from '#kiosk/renderer/flow/flow-state.ts';
import type { FlowStore } from '#kiosk/renderer/flow/flow.store.ts';

/** Two touches as a double tap has them. */
const MOST_MS = 350;
const MOST_PX = 60;

/**
 * What every screen stands on. Touches and keys anywhere mean that someone is there. And it keeps the second touch of a double tap from answering the question that the first one led to: it was meant for the same thing, and
 * what stands in its place now nobody has read. On one and the same screen every touch counts.
 */
export function TouchGround({ flow, children }: { flow: FlowStore; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const around = ref.current;
    let firstOn = '';
    // Not the event itself: it would keep the screen that it was on.
    let last = { at: -Infinity, x: 0, y: 0 };
    // Below React's own listeners, which sit at the root: what is stopped here was seen by the button, and does nothing.
    function down(event: PointerEvent): void {
      const { timeStamp: at, clientX: x, clientY: y } = event;
      const isSecond = at - last.at < MOST_MS && Math.hypot(x - last.x, y - last.y) < MOST_PX;
      last = { at, x, y };
      // A key types as it goes down; everything else waits for the click.
      const isKey = event.target instanceof Element && event.target.closest('[data-key]') !== null;
      if (!isSecond) firstOn = screenOf(flow.getState());
      else if (isKey && firstOn !== screenOf(flow.getState())) event.stopPropagation();
    }
    function click(event: MouseEvent): void {
      // The browser counts them, and those of a keyboard are none.
      if (event.detail < 2 || firstOn === screenOf(flow.getState())) return;
      event.stopPropagation();
      event.preventDefault();
    }
    around?.addEventListener('pointerdown', down);
    around?.addEventListener('click', click);
    return () => {
      around?.removeEventListener('pointerdown', down);
      around?.removeEventListener('click', click);
    };
  }, [flow]);

  const { noticeActivity } = flow.actions;
  return (
    <div ref={ref} className="h-full" onPointerDownCapture={noticeActivity} onKeyDownCapture={noticeActivity}>
      {children}
    </div>
  );
}

function screenOf({ session, stage }: FlowState): string {
  return `${session} ${stage.at} ${stage.at === 'asking' ? stage.stepId : ''}`;
}
