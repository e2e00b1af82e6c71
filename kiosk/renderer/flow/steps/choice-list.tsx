import type { ReactNode } from 'react';
import { StepTitle } from '#shared/ui/touch/step-form.tsx';

/** One question answered by one tap. The list scrolls when a clinic has many doctors. */
export function ChoiceList({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 animate-arrive flex-col gap-10 portrait:justify-center portrait:pb-16 landscape:grid landscape:grid-cols-[1fr_1.4fr] landscape:items-center landscape:gap-14">
      <StepTitle title={title} hint={hint} />
      <div className="-m-2 flex min-h-0 flex-col gap-5 overflow-y-auto overscroll-contain p-2 landscape:max-h-full">
        {children}
      </div>
    </div>
  );
}
