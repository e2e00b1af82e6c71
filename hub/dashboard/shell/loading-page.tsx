import { useTranslation } from 'react-i18next';

/** Where a page's content will be, so that nothing jumps when it comes. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <output className="flex min-h-0 grow flex-col gap-3 p-4">
      <span className="sr-only">{t('common.loading')}</span>
      {[1, 2, 3].map((line) => (
        <div key={line} className="h-14 max-w-6xl animate-breathe rounded-lg border border-line bg-surface" />
      ))}
    </output>
  );
}
