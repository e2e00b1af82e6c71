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
  onPress: () => void;
  testId?: string;
};

/** One large answer among a few. The whole card is the button. */
export function ChoiceCard({ title, detail, icon, aside, lang, onPress, testId }: ChoiceCardProps) {
  return (
    <Button
      onPress={onPress}
      data-testid={testId}
      className="group flex min-h-24 w-full cursor-pointer items-center gap-5 rounded-xl border-2 border-line-strong bg-surface px-6 py-4 text-start shadow-raised transition-colors select-none data-[hovered]:border-accent data-[pressed]:border-accent data-[pressed]:bg-accent-soft"
    >
      {icon !== undefined && (
        <span className="grid size-16 shrink-0 place-items-center rounded-lg bg-accent-soft text-on-accent-soft">
          {icon}
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span lang={lang} className="block text-xl font-[650] text-balance text-ink">
          {title}
        </span>
        {detail !== undefined && <span className="mt-1 block text-base text-ink-soft">{detail}</span>}
      </span>
      {aside}
      <ForwardIcon className="size-8 shrink-0 text-accent" />
    </Button>
  );
}
