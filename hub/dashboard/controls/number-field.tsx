import { Minus, Plus } from 'lucide-react';
import { Button, FieldError, Group, Input, Label, NumberField as AriaNumberField, Text } from 'react-aria-components';

export type NumberFieldProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** As `minute`: shown after the number, in the person's language. */
  unit?: 'minute' | 'second' | 'hour' | 'day';
  /** Money in this currency, ISO 4217. */
  currency?: string | undefined;
  hint?: string;
  error?: string | undefined;
  /** For numbers of three digits at most. */
  narrow?: boolean;
  isDisabled?: boolean;
  'data-testid'?: string;
};

/** A number with steps for those who do not like to type. Western digits in every language, as everywhere. */
export function NumberField({
  label,
  value,
  onChange,
  min,
  max,
  step = 1,
  unit,
  currency,
  hint,
  error,
  narrow = false,
  ...props
}: NumberFieldProps) {
  const button = `flex h-11 ${narrow ? 'w-8' : 'w-11'} shrink-0 items-center justify-center text-ink-soft hover:bg-accent-soft disabled:opacity-40`;
  return (
    <AriaNumberField
      {...props}
      value={value}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={{
        ...(unit && { style: 'unit', unit, unitDisplay: 'short' }),
        ...(currency && { style: 'currency', currency }),
        numberingSystem: 'latn',
      }}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label className="text-sm font-semibold">{label}</Label>
      <Group
        className={`flex ${narrow ? 'w-31' : 'w-44'} items-center overflow-hidden rounded-md border border-line-strong bg-surface data-focus-within:border-accent data-focus-within:ring-2 data-focus-within:ring-accent`}
      >
        <Button slot="decrement" className={button}>
          <Minus aria-hidden="true" className="size-4" />
        </Button>
        <Input className="min-h-11 w-full min-w-0 bg-transparent text-center text-base text-ink tabular-nums outline-none" />
        <Button slot="increment" className={button}>
          <Plus aria-hidden="true" className="size-4" />
        </Button>
      </Group>
      {hint && (
        <Text slot="description" className="text-sm text-ink-soft">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm font-semibold text-alert">{error}</FieldError>
    </AriaNumberField>
  );
}
