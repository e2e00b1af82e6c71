import { type Ref, useId } from 'react';
import { useScrubbedField } from '#shared/ui/use-scrubbed-field.ts';

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

/**
 * A large labelled field. The browser keeps nothing of it: no completion, no spelling, no name it could file under. Plain
 * elements on purpose: form libraries keep the last value in closures that outlive the field.
 */
export function TextField({ label, hint, error, testId, inputRef, onFocus, onChange, ...props }: TextFieldProps) {
  const id = useId();
  useScrubbedField(id);
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-lg font-[600] text-ink">
        {label}
      </label>
      <input
        id={id}
        ref={inputRef}
        value={props.value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={onFocus}
        data-testid={testId}
        type={props.type ?? 'text'}
        inputMode={props.inputMode ?? 'text'}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        lang={props.lang}
        dir={props.direction ?? 'auto'}
        autoComplete="off"
        spellCheck={false}
        autoCorrect="off"
        autoCapitalize="off"
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="min-h-18 w-full rounded-lg border-2 border-line-strong bg-surface px-5 text-2xl text-ink placeholder:text-ink-soft rtl:text-right focus:border-accent focus:outline-[0.2rem] focus:outline-offset-0 focus:outline-accent aria-invalid:border-alert"
      />
      {note !== undefined && (
        <span
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
          className={`text-base ${error === undefined ? 'text-ink-soft' : 'font-[600] text-alert'}`}
        >
          {note}
        </span>
      )}
    </div>
  );
}
