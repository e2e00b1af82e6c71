import { useEffect, useRef } from 'react';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { createScanReader } from './read-scan.ts';

/** Calls `onScan` with each code that a scanner types while this is on the screen. */
export function useScanner(onScan: (code: string) => void): void {
  const { clock } = useKiosk();
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    const reader = createScanReader(clock);
    function read(event: KeyboardEvent): void {
      const code = reader.read(event.key);
      if (code === null) return;
      // The Enter belongs to the code, not to the button that happens to have the focus.
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current(code);
    }
    globalThis.addEventListener('keydown', read, { capture: true });
    return () => globalThis.removeEventListener('keydown', read, { capture: true });
  }, [clock]);
}
