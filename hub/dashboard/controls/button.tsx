import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export type ButtonProps = Omit<AriaButtonProps, 'className'> & {
  /** `primary`: the one thing to do here. `plain`: also possible. `quiet`: without an edge. `danger`: cannot be undone. */
  tone?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'normal' | 'large';
  className?: string;
  /** Takes the focus when it appears: what a dialog wants its reader to decide. */
  focusFirst?: boolean;
};

const TONES = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong data-pressed:bg-accent-strong',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-accent-soft data-pressed:bg-accent-soft',
  quiet: 'text-ink hover:bg-accent-soft data-pressed:bg-accent-soft',
  danger: 'bg-alert text-on-alert hover:opacity-90',
};
const SIZES = {
  small: 'min-h-9 px-2.5 text-sm gap-1.5',
  normal: 'min-h-11 px-4 text-base gap-2',
  large: 'min-h-12 px-5 text-lg gap-2.5',
};

export function Button({ tone = 'plain', size = 'normal', className = '', focusFirst = false, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog has to put the focus somewhere sensible
      autoFocus={focusFirst}
      className={`inline-flex shrink-0 items-center justify-center rounded-md font-semibold whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-45 ${TONES[tone]} ${SIZES[size]} ${className}`}
    />
  );
}
