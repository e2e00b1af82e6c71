import { useTranslation } from 'react-i18next';
import { Mark } from '#shared/ui/brand/mark.tsx';

/** Shown while the device issues the token, which is a moment. */
export function SendingScreen() {
  const { t } = useTranslation();
  return (
    <main
      aria-busy="true"
      data-testid="sending"
      className="flex h-full flex-col items-center justify-center gap-8 bg-canvas"
    >
      <Mark className="size-32 animate-breathe text-accent" />
      <div aria-live="polite">
        <h1 className="text-2xl text-ink-soft">{t('common.loading')}</h1>
      </div>
    </main>
  );
}
