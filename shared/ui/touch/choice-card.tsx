import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ForwardIcon } from '#shared/ui/icons/direction-icons.tsx';

export type ChoiceCardProps = {
  title: string;
  detail?: ReactNode;
  icon?: ReactNode;
  /** Facts at the far end, such as how long the wait is. */
  aside?: ReactNode;
  lang?: string;
  /** `alert` for what must be seen to differ from every other answer: a frame and an icon of its own, not colour alone. */
  tone?: 'plain' | 'alert';
  /** `large` where there are only two or three answers. */
  size?: 'normal' | 'large';
  onPress: () => void;
  testId?: string;
};

const TONE = {
  plain: {
    card: 'border-line-strong bg-surface data-[hovered]:border-accent data-[pressed]:border-accent data-[pressed]:bg-accent-soft',
    icon: 'bg-accent-soft text-on-accent-soft',
    arrow: 'text-accent',
  },
  alert: {
    card: 'border-alert bg-alert-soft data-[pressed]:bg-surface',
    icon: 'bg-alert text-on-alert',
    arrow: 'text-on-alert-soft',
  },
};

/** One large answer among a few. The whole card is the button. */
export function ChoiceCard({
  title,
  detail,
  icon,
  aside,
  lang,
  tone = 'plain',
  size = 'normal',
  ...props
}: ChoiceCardProps) {
  return (
    <Button
      onPress={props.onPress}
      data-testid={props.testId}
      className={`flex w-full shrink-0 cursor-pointer items-center gap-5 rounded-xl border-2 px-6 py-4 text-start shadow-raised select-none ${TONE[tone].card} ${size === 'large' ? 'min-h-52 landscape:min-h-36' : 'min-h-24'}`}
    >
      {icon !== undefined && (
        <span
          className={`grid shrink-0 place-items-center ${TONE[tone].icon} ${size === 'large' ? 'size-28 rounded-xl landscape:size-24' : 'size-16 rounded-lg'}`}
        >
          {icon}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span
          lang={lang}
          className={`block font-[650] text-balance text-ink ${size === 'large' ? 'text-2xl' : 'text-xl'}`}
        >
          {title}
        </span>
        {detail !== undefined && (
          <span className={`mt-1 block text-ink-soft ${size === 'large' ? 'text-lg' : 'text-base'}`}>{detail}</span>
        )}
      </span>
      {aside}
      <ForwardIcon className={`size-8 shrink-0 ${TONE[tone].arrow}`} />
    </Button>
  );
}
