import { useEffect, useRef } from 'react';
import { createScanReader } from './read-scan.ts';

/** Calls `onScan` with each code that a scanner types while this is on the screen. */
export function useScanner(onScan: (code: string) => void): void {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    const reader = createScanReader();
    function read(event: KeyboardEvent): void {
      // When it was pressed, and not when this page got round to it: a kiosk that is busy still tells a scanner from fingers.
      const code = reader.read(event.key, event.timeStamp);
      if (code === null) return;
      // The Enter belongs to the code, not to the button that happens to have the focus.
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current(code);
    }
    globalThis.addEventListener('keydown', read, { capture: true });
    return () => globalThis.removeEventListener('keydown', read, { capture: true });
  }, []);
}
