import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
  useFilter,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';

export type ComboChoice = {
  id: string;
  /** What stands in the list, and in the field once it is chosen. */
  name: string;
  /** Shown beside the name. */
  aside?: string;
  /** What else it is found by. */
  alsoKnownAs?: string;
};

export type ComboFieldProps = {
  label: string;
  choices: readonly ComboChoice[];
  value: string | null;
  onChange: (id: string | null) => void;
  hint?: string | undefined;
  error?: string | undefined;
  'data-testid'?: string;
};

/** One of many, found by typing a part of its name. */
export function ComboField({ label, choices, value, onChange, hint, error, ...props }: ComboFieldProps) {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: 'base' });
  const words = useMemo(
    () => new Map(choices.map(({ name, aside, alsoKnownAs }) => [name, `${name} ${aside ?? ''} ${alsoKnownAs ?? ''}`])),
    [choices],
  );
  return (
    <ComboBox
      {...props}
      defaultItems={choices}
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      defaultFilter={(name, typed) => contains(words.get(name) ?? name, typed.trim())}
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label className="text-sm font-semibold">{label}</Label>
      <div className="flex items-center rounded-md border border-line-strong bg-surface focus-within:border-accent focus-within:ring-2 focus-within:ring-accent">
        <Input
          dir="auto"
          className="min-h-11 w-full min-w-0 rounded-md bg-transparent px-3 text-page-start text-base text-ink outline-none"
        />
        <Button className="me-1 flex size-9 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-accent-soft">
          <ChevronDown aria-hidden="true" className="size-5" />
        </Button>
      </div>
      {hint && (
        <Text slot="description" className="text-sm text-ink-soft">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm font-semibold text-alert">{error}</FieldError>
      <Popover className="w-(--trigger-width) min-w-72 rounded-md border border-line bg-surface p-1 text-ink shadow-floating">
        <ListBox<ComboChoice>
          className="max-h-72 overflow-y-auto outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-ink-soft">{t('combo.nothing')}</p>}
        >
          {({ id, name, aside }) => (
            <ListBoxItem
              id={id}
              textValue={name}
              className="flex cursor-pointer items-baseline justify-between gap-4 rounded-sm px-3 py-2 text-base outline-none data-selected:font-semibold data-focused:bg-accent-soft data-focused:text-on-accent-soft"
            >
              <bdi>{name}</bdi>
              {aside && <bdi className="shrink-0 font-numerals text-sm opacity-80">{aside}</bdi>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
