import { useEffect, useRef } from 'react';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { Mark } from '#shared/ui/brand/mark.tsx';

const HOLD_MS = 3_000;

/**
 * The way into the staff area, on the first screen alone: hold the mark for three seconds, or press Ctrl+Alt+S. Nothing tells
 * patients of it, and behind it is the PIN.
 */
export function StaffDoor({ className = 'size-16 text-accent' }: { className?: string }) {
  const { flow } = useKiosk();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = (): void => clearTimeout(timer.current);

  useEffect(() => {
    function open(event: KeyboardEvent): void {
      if (event.ctrlKey && event.altKey && event.code === 'KeyS') flow.actions.openStaff();
    }
    globalThis.addEventListener('keydown', open);
    return () => {
      clearTimeout(timer.current);
      globalThis.removeEventListener('keydown', open);
    };
  }, [flow]);

  return (
    <span
      data-testid="staff-door"
      className="pointer-events-auto inline-block shrink-0 touch-none"
      onPointerDown={() => {
        timer.current = setTimeout(flow.actions.openStaff, HOLD_MS);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Mark className={className} />
    </span>
  );
}
