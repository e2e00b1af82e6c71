import { Switch } from 'react-aria-components';

export type SwitchFieldProps = {
  label: string;
  hint?: string;
  value: boolean;
  onChange: (value: boolean) => void;
  isDisabled?: boolean;
  'data-testid'?: string;
};

/** On or off, with what that means beside it. */
export function SwitchField({ label, hint, value, onChange, ...props }: SwitchFieldProps) {
  return (
    <Switch
      {...props}
      isSelected={value}
      onChange={onChange}
      className="group flex cursor-pointer items-center gap-3 text-base data-disabled:cursor-not-allowed"
    >
      <span className="flex h-7 w-12 shrink-0 items-center rounded-pill border border-line-strong bg-sunken p-0.5 group-data-focus-visible:outline-2 group-data-selected:bg-accent group-data-disabled:opacity-50">
        <span className="size-5 rounded-pill bg-line-strong transition-transform group-data-selected:translate-x-5 group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-5" />
      </span>
      <span className="min-w-0">
        <span className="font-semibold">{label}</span>
        {hint && <span className="block text-sm text-ink-soft">{hint}</span>}
      </span>
    </Switch>
  );
}
