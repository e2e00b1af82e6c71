import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components';

export type FieldProps = Omit<TextFieldProps, 'className' | 'children'> & {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Takes the focus when it appears: the first thing to fill in. */
  focusFirst?: boolean;
  /** Beside the input, inside its frame. */
  trailing?: ReactNode;
};

/**
 * What is typed reads in its own direction, a Latin name on an Arabic page too. An empty field keeps the page's, and so does what the
 * browser writes itself (dates, hidden passwords).
 */
function directionFor({ type = 'text', value }: TextFieldProps): 'auto' | 'ltr' | undefined {
  if (!value) return undefined;
  if (type === 'email' || type === 'tel' || type === 'url') return 'ltr';
  return type === 'text' || type === 'search' ? 'auto' : undefined;
}

export function TextField({ label, hint, error, trailing, focusFirst = false, ...props }: FieldProps) {
  return (
    <AriaTextField
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- nothing else can be done on such a page or dialog
      autoFocus={focusFirst}
      {...props}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="flex flex-col gap-1.5"
    >
      <Label className="text-sm font-semibold">{label}</Label>
      <div className="flex items-center rounded-md border border-line-strong bg-surface focus-within:border-accent focus-within:ring-2 focus-within:ring-accent">
        <Input
          dir={directionFor(props)}
          className="min-h-11 w-full min-w-0 rounded-md bg-transparent px-3 text-page-start text-base text-ink outline-none"
        />
        {trailing}
      </div>
      {hint && (
        <Text slot="description" className="text-sm text-ink-soft">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm font-semibold text-alert">{error}</FieldError>
    </AriaTextField>
  );
}
