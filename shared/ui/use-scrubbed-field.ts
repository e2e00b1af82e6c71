import { useLayoutEffect } from 'react';

/**
 * Empties a field when its screen goes. Browsers, and what listens for the focus, may keep a field that is long gone from the
 * page; what someone typed must not be kept with it.
 */
export function useScrubbedField(id: string): void {
  useLayoutEffect(() => {
    const field = document.getElementById(id);
    return () => {
      if (!(field instanceof HTMLInputElement)) return;
      queueMicrotask(() => {
        if (field.isConnected) return;
        field.value = '';
        // React keeps the attribute in step with the value.
        field.removeAttribute('value');
      });
    };
  }, [id]);
}
