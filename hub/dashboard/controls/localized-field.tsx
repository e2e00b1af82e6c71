import { ChevronRight, Languages } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, type LocalizedText } from '#shared/domain/language.ts';
import { TextField } from './text-field.tsx';

export type LocalizedFieldProps = {
  label: string;
  value: LocalizedText;
  onChange: (value: LocalizedText) => void;
  hint?: string;
  error?: string | undefined;
  focusFirst?: boolean;
  'data-testid'?: string;
};

/** A name as the clinic says it, and in as many other languages as somebody has given it. */
export function LocalizedField({ value, onChange, ...field }: LocalizedFieldProps) {
  const { t } = useTranslation();
  const given = Object.keys(value.translations ?? {}).length;

  function putTranslation(code: Language, text: string): void {
    const { [code]: _, ...others } = value.translations ?? {};
    const translations = text === '' ? others : { ...others, [code]: text };
    onChange(Object.keys(translations).length === 0 ? { text: value.text } : { text: value.text, translations });
  }

  return (
    <div className="flex flex-col gap-1">
      <TextField {...field} maxLength={200} value={value.text} onChange={(text) => onChange({ ...value, text })} />
      <Disclosure className="group">
        <Button
          slot="trigger"
          className="flex min-h-9 items-center gap-2 rounded-md px-2 text-sm font-semibold text-accent hover:bg-accent-soft"
        >
          <Languages aria-hidden="true" className="size-4" />
          {t('localized.translations', { number: String(given), of: String(LANGUAGES.length) })}
          <ChevronRight
            aria-hidden="true"
            className="size-4 transition-transform group-data-expanded:rotate-90 rtl:-scale-x-100"
          />
        </Button>
        <DisclosurePanel>
          <p className="px-2 pb-2 text-sm text-ink-soft">{t('localized.hint')}</p>
          <div className="grid gap-3 px-2 pb-2 sm:grid-cols-2">
            {LANGUAGES.map(({ code, name, direction }) => (
              <div key={code} lang={code} dir={direction}>
                <TextField
                  label={name}
                  maxLength={200}
                  value={value.translations?.[code] ?? ''}
                  onChange={(text) => putTranslation(code, text)}
                />
              </div>
            ))}
          </div>
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}
