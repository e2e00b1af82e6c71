import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { CheckIcon } from '#shared/ui/icons/action-icons.tsx';

export type ToggleCardProps = {
  title: string;
  icon?: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  testId?: string;
};

/** One of several answers that go together. Chosen is a tick and a frame, never the colour alone. */
export function ToggleCard({ title, icon, isSelected, onChange, testId }: ToggleCardProps) {
  return (
    <ToggleButton
      isSelected={isSelected}
      onChange={onChange}
      data-testid={testId}
      className="flex min-h-24 w-full shrink-0 cursor-pointer items-center gap-5 rounded-xl border-2 border-line-strong bg-surface px-6 py-4 text-start shadow-raised select-none data-[hovered]:border-accent data-[selected]:border-accent data-[selected]:bg-accent-soft data-[selected]:text-on-accent-soft data-[selected]:outline-2 data-[selected]:outline-accent"
    >
      {icon !== undefined && (
        <span className="grid size-16 shrink-0 place-items-center rounded-lg bg-accent-soft text-on-accent-soft">
          {icon}
        </span>
      )}
      <span className="min-w-0 flex-1 text-xl font-[650] text-balance">{title}</span>
      <span
        aria-hidden="true"
        className={`grid size-12 shrink-0 place-items-center rounded-md border-2 ${isSelected ? 'border-accent bg-accent text-on-accent' : 'border-line-strong'}`}
      >
        {isSelected && <CheckIcon className="size-8" />}
      </span>
    </ToggleButton>
  );
}
