import { useMemo } from 'react';
import { useFormat } from './use-format.ts';

/** `42m`: minutes as narrow as the language allows, for columns where every letter takes room from a name. */
export function useNarrowMinutes(): (minutes: number) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'narrow' });
    return (minutes) => format.format(minutes);
  }, [locale]);
}
