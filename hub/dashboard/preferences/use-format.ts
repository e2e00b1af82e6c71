import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Language } from '#shared/domain/language.ts';
import { createFormat, type Format } from '#shared/ui/i18n/format.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** Dates and numbers in the person's language, times in the clinic's zone (the machine's own before signing in). */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { session } = useDashboard();
  const location = useStore(session.store, (state) => (state.status === 'signed_in' ? state.location : undefined));
  const language = i18n.language as Language;
  return useMemo(
    () => createFormat({ language, country: location?.country, timeZone: location?.time_zone }),
    [language, location],
  );
}
