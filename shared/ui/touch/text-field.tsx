import { type Ref, useId } from 'react';
import { useScrubbedField } from '#shared/ui/use-scrubbed-field.ts';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';

export type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  onFocus?: () => void;
  hint?: string;
  /** What is wrong and what to do; undefined while all is well. */
  error?: string | undefined;
  /** `none` where an on-screen keyboard of ours is beside it. */
  inputMode?: 'none' | 'text' | 'numeric' | 'tel' | 'url';
  /** Phone numbers and addresses run from the left in every language. */
  direction?: 'ltr' | 'auto';
  maxLength?: number;
  placeholder?: string;
  lang?: string;
  type?: 'text' | 'password';
  testId?: string;
};

/** A large labelled field. The browser keeps nothing of it: no completion, no spelling, no name it could file under. */
export function TextField({ label, hint, error, testId, inputRef, onFocus, ...props }: TextFieldProps) {
  const id = useId();
  useScrubbedField(id);
  return (
    <AriaTextField
      className="flex flex-col gap-2"
      value={props.value}
      onChange={props.onChange}
      isInvalid={error !== undefined}
      autoComplete="off"
    >
      <Label className="text-lg font-[600] text-ink">{label}</Label>
      <Input
        id={id}
        ref={inputRef}
        onFocus={onFocus}
        data-testid={testId}
        type={props.type ?? 'text'}
        inputMode={props.inputMode ?? 'text'}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        lang={props.lang}
        dir={props.direction ?? 'auto'}
        spellCheck={false}
        autoCorrect="off"
        autoCapitalize="off"
        className="min-h-18 w-full rounded-lg border-2 border-line-strong bg-surface px-5 text-2xl text-ink placeholder:text-ink-soft rtl:text-right data-[focused]:border-accent data-[focused]:outline-[0.2rem] data-[focused]:outline-offset-0 data-[focused]:outline-accent data-[invalid]:border-alert"
      />
      {hint !== undefined && error === undefined && (
        <Text slot="description" className="text-base text-ink-soft">
          {hint}
        </Text>
      )}
      <FieldError className="text-base font-[600] text-alert">{error}</FieldError>
    </AriaTextField>
  );
}
