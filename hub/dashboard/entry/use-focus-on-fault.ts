import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus on the first field that was refused, whenever `faults` has become another object. */
export function useFocusOnFault(faults: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    form.current?.querySelector<HTMLElement>('input[aria-invalid="true"]')?.focus();
  }, [faults]);
  return form;
}
