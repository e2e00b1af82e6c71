import { ChevronDown, Languages } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** Each language named in itself: whoever cannot read this page must still find the way to another. */
export function LanguagePicker() {
  const { t, i18n } = useTranslation();
  const { preferences } = useDashboard();
  function choose(language: Language): void {
    preferences.setState({ language });
    void i18n.changeLanguage(language);
  }
  return (
    <Select
      aria-label={t('user.language')}
      value={i18n.language}
      onChange={(key) => choose(key as Language)}
      data-testid="language-picker"
    >
      <Button className="flex min-h-10 items-center gap-2 rounded-md px-3 text-base text-ink hover:bg-accent-soft">
        <Languages aria-hidden="true" className="size-5" />
        <SelectValue />
        <ChevronDown aria-hidden="true" className="size-4" />
      </Button>
      <Popover className="rounded-md border border-line bg-surface p-1 text-ink shadow-floating">
        <ListBox className="outline-none">
          {LANGUAGES.map(({ code, name }) => (
            <ListBoxItem
              key={code}
              id={code}
              textValue={name}
              className="cursor-pointer rounded-sm px-4 py-2 text-base outline-none data-selected:font-semibold data-focused:bg-accent-soft data-focused:text-on-accent-soft"
            >
              <span lang={code}>{name}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
