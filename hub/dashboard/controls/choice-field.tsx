import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export type ChoiceFieldProps = {
  label: string;
  /** Where what stands beside it says it to the eye. */
  isLabelHidden?: boolean;
  choices: readonly { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
  'data-testid'?: string;
};

/** One of a few, all of which fit on the screen. */
export function ChoiceField({ label, isLabelHidden = false, choices, value, onChange, ...props }: ChoiceFieldProps) {
  return (
    <Select {...props} value={value} onChange={(id) => onChange(String(id))} className="flex flex-col gap-1.5">
      <Label className={isLabelHidden ? 'sr-only' : 'text-sm font-semibold'}>{label}</Label>
      <Button className="flex min-h-11 items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 text-start text-base text-ink data-focus-visible:border-accent data-focus-visible:ring-2 data-focus-visible:ring-accent">
        <SelectValue />
        <ChevronDown aria-hidden="true" className="size-5 text-ink-soft" />
      </Button>
      <Popover className="w-(--trigger-width) rounded-md border border-line bg-surface p-1 text-ink shadow-floating">
        <ListBox className="outline-none">
          {choices.map(({ id, name }) => (
            <ListBoxItem
              key={id}
              id={id}
              textValue={name}
              className="cursor-pointer rounded-sm px-3 py-2 text-base outline-none data-selected:font-semibold data-focused:bg-accent-soft data-focused:text-on-accent-soft"
            >
              <bdi>{name}</bdi>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
