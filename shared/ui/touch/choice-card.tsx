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
  /** `large` where there are only two or three answers. */
  size?: 'normal' | 'large';
  onPress: () => void;
  testId?: string;
};

/** One large answer among a few. The whole card is the button. */
export function ChoiceCard({ title, detail, icon, aside, lang, size = 'normal', onPress, testId }: ChoiceCardProps) {
  return (
    <Button
      onPress={onPress}
      data-testid={testId}
      className={`flex w-full shrink-0 cursor-pointer items-center gap-5 rounded-xl border-2 border-line-strong bg-surface px-6 py-4 text-start shadow-raised transition-colors select-none data-[hovered]:border-accent data-[pressed]:border-accent data-[pressed]:bg-accent-soft ${size === 'large' ? 'min-h-52' : 'min-h-24'}`}
    >
      {icon !== undefined && (
        <span
          className={`grid shrink-0 place-items-center bg-accent-soft text-on-accent-soft ${size === 'large' ? 'size-28 rounded-xl' : 'size-16 rounded-lg'}`}
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
      <ForwardIcon className="size-8 shrink-0 text-accent" />
    </Button>
  );
}
