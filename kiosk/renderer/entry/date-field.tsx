import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useScrubbedField } from '#shared/ui/use-scrubbed-field.ts';
import { type DatePart, dateParts, PART_LENGTH, partAt } from './date-entry.ts';

export type DateFieldProps = {
  digits: string;
  order: readonly DatePart[];
  onDigit: (digit: string) => void;
  onErase: () => void;
  error: string | undefined;
  /** The date in words, so that day and month cannot be mistaken for each other. */
  echo: string | undefined;
};

/** Three labelled boxes in the locale's order that fill from one run of digits; to a screen reader, one field. */
export function DateField({ digits, order, onDigit, onErase, error, echo }: DateFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const fieldId = useId();
  useScrubbedField(fieldId);
  const parts = dateParts(digits, order);
  const active = partAt(digits.length, order).part;
  const text = order.map((part) => parts[part]).join(' ');

  function type(event: KeyboardEvent): void {
    if (/^\d$/u.test(event.key)) onDigit(event.key);
    else if (event.key === 'Backspace') onErase();
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="group relative rounded-xl focus-within:outline-[0.2rem] focus-within:outline-offset-8 focus-within:outline-focus">
        <div aria-hidden="true" className="flex gap-4">
          {order.map((part) => (
            <span key={part} className={`flex flex-col gap-2 ${part === 'year' ? 'flex-[1.7]' : 'flex-1'}`}>
              <span className="text-center text-lg font-[600]">{t(`birthDate.${part}`)}</span>
              <span
                className={`grid min-h-22 place-items-center rounded-lg border-2 bg-surface font-numerals text-3xl tracking-[0.12em] tabular-nums ${part === active && digits.length < 8 ? 'border-accent outline-2 outline-accent' : 'border-line-strong'} ${error ? 'border-alert' : ''}`}
              >
                <span>
                  {parts[part]}
                  <span className="text-line-strong">{'–'.repeat(PART_LENGTH[part] - parts[part].length)}</span>
                </span>
              </span>
            </span>
          ))}
        </div>
        <input
          id={fieldId}
          data-testid="birth-date"
          aria-label={`${t('birthDate.title')} ${order.map((part) => t(`birthDate.${part}`)).join(' ')}`}
          aria-invalid={error !== undefined}
          aria-describedby={id}
          inputMode="none"
          autoComplete="off"
          value={text}
          onChange={() => undefined}
          onKeyDown={type}
          className="absolute inset-0 h-full w-full cursor-pointer opacity-0"
        />
      </div>
      <output id={id} className={`block min-h-8 text-xl font-[600] ${error ? 'text-alert' : 'text-ink-soft'}`}>
        {error ?? echo}
      </output>
    </div>
  );
}
