import { memo, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

export type TouchButtonProps = {
  children: ReactNode;
  onPress?: () => void;
  /** The way on is `primary`, once a screen; the rest is `secondary`, or `quiet` where it must not draw the eye. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'onAccent' | 'alert';
  size?: 'normal' | 'large' | 'huge';
  type?: 'button' | 'submit';
  isDisabled?: boolean;
  isPressed?: boolean;
  icon?: ReactNode;
  className?: string;
  testId?: string;
};

const KIND = {
  primary: 'px-6 bg-accent text-on-accent data-[hovered]:bg-accent-strong data-[pressed]:bg-accent-strong',
  secondary:
    'px-6 bg-surface text-ink border-2 border-line-strong data-[hovered]:border-accent data-[pressed]:bg-accent-soft data-[pressed]:text-on-accent-soft',
  quiet: 'px-3 text-ink data-[hovered]:bg-sunken data-[pressed]:bg-sunken',
  alert: 'px-6 bg-alert text-on-alert border-2 border-alert',
  onAccent: 'px-6 text-on-accent border-2 border-current data-[pressed]:bg-accent-strong',
};
/** Chosen among others: light and dark change places, which shows without colours. */
const PRESSED = 'px-6 bg-accent text-on-accent border-2 border-accent';
const SIZE = {
  normal: 'min-h-16 min-w-16 text-lg',
  large: 'min-h-20 min-w-44 text-xl',
  huge: 'min-h-28 min-w-72 px-10 text-2xl',
};

/** A button no smaller than a fingertip: 4 rem, which is 20 mm and more at the kiosk's root size. */
export const TouchButton = memo(function TouchButton({
  kind = 'secondary',
  size = 'normal',
  className = '',
  ...props
}: TouchButtonProps) {
  return (
    <Button
      type={props.type ?? 'button'}
      onPress={props.onPress}
      isDisabled={props.isDisabled}
      aria-pressed={props.isPressed}
      data-testid={props.testId}
      className={`inline-flex cursor-pointer items-center justify-center gap-3 rounded-lg font-[600] whitespace-nowrap select-none data-[disabled]:cursor-default data-[disabled]:border-2 data-[disabled]:border-line-strong data-[disabled]:bg-transparent data-[disabled]:text-ink-soft ${props.isPressed ? PRESSED : KIND[kind]} ${SIZE[size]} ${className}`}
    >
      {props.icon}
      {props.children}
    </Button>
  );
});
