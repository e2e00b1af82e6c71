import { Icon, type IconProps } from './icon.tsx';

/** Arrows that point with the text: mirrored where it runs from the right. */
export function ForwardIcon(props: IconProps) {
  return <Icon {...props} mirrored path="M9 5l7 7-7 7" />;
}

export function BackIcon(props: IconProps) {
  return <Icon {...props} mirrored path="M20 12H4m7-7-7 7 7 7" />;
}
