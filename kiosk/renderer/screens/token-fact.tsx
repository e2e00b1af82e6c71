import type { ReactNode } from 'react';

export type FactProps = { icon: ReactNode; label: string; value: string; testId: string };

/** One thing to know about the wait. */
export function Fact({ icon, label, value, testId }: FactProps) {
  return (
    <div className="flex items-center gap-5 rounded-xl border-2 border-line bg-surface px-6 py-5 landscape:px-5 landscape:py-4 landscape:in-data-[text=large]:py-2">
      <span className="text-accent">{icon}</span>
      <span className="min-w-0">
        <span className="block text-base text-ink-soft">{label}</span>
        <span
          data-testid={testId}
          className="block text-2xl font-[650] in-data-[text=large]:text-xl landscape:text-xl text-balance"
        >
          {value}
        </span>
      </span>
    </div>
  );
}
