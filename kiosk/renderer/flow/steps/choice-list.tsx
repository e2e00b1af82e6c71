import type { ReactNode } from 'react';
import { StepTitle } from '#shared/ui/touch/step-form.tsx';

export type ChoiceListProps = {
  title: string;
  hint?: string;
  columns?: 1 | 2 | 3;
  /** Lying, they stand side by side below the question, so that none is out of sight: two by two, or three by three. */
  isWide?: boolean;
  children: ReactNode;
};

/** One question answered by one tap. The list scrolls when a clinic has many doctors. */
export function ChoiceList({ title, hint, columns = 1, isWide = false, children }: ChoiceListProps) {
  const beside = 'landscape:grid landscape:grid-cols-[1fr_1.4fr] landscape:items-center landscape:gap-14';
  const below = 'landscape:justify-center landscape:gap-6';
  return (
    <div
      className={`flex min-h-0 flex-1 flex-col gap-10 portrait:justify-center portrait:pb-10 ${isWide ? below : beside}`}
    >
      <StepTitle title={title} hint={hint} />
      <div
        className={`-m-2 ${layoutOf(columns, isWide)} min-h-0 overflow-y-auto overscroll-contain p-2 landscape:max-h-full landscape:gap-4`}
      >
        {children}
      </div>
    </div>
  );
}

function layoutOf(columns: 1 | 2 | 3, isWide: boolean): string {
  if (isWide)
    return `flex flex-col gap-5 landscape:grid ${columns === 3 ? 'landscape:grid-cols-3' : 'landscape:grid-cols-2'}`;
  return columns === 2 ? 'grid grid-cols-1 content-start gap-3 landscape:grid-cols-2' : 'flex flex-col gap-5';
}
