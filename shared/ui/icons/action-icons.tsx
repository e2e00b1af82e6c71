import { Icon, type IconProps } from './icon.tsx';

export function HelpIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.3a2.6 2.6 0 0 1 5 .9c0 1.7-2.5 2.3-2.5 3.8m0 3v.01"
    />
  );
}

export function StartOverIcon(props: IconProps) {
  return <Icon {...props} path="M4 4v5h5M4.6 9A8.5 8.5 0 1 1 4 14.5" />;
}

const DELETE = 'M21 5H9l-6 7 6 7h12ZM12 9.5l5 5m0-5-5 5';

/** Takes back what was written last, so it points against the text. */
export function DeleteIcon(props: IconProps) {
  return <Icon {...props} mirrored path={DELETE} />;
}

/** The same for numbers, which run from the left in every language. */
export function DeleteDigitIcon(props: IconProps) {
  return <Icon {...props} path={DELETE} />;
}

export function ShiftIcon(props: IconProps) {
  return <Icon {...props} path="M12 4 4 12h4v7h8v-7h4Z" />;
}

export function CheckIcon(props: IconProps) {
  return <Icon {...props} path="M5 12.5l4.5 4.5L19 7" />;
}

export function AlertIcon(props: IconProps) {
  return <Icon {...props} path="M12 4 2.8 20h18.4ZM12 10v4.5m0 3v.01" />;
}
