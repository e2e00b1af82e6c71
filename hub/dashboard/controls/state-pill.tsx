import type { LucideIcon } from 'lucide-react';

export type PillTone = 'good' | 'warn' | 'alert' | 'calm';

const LOOKS: Record<PillTone, string> = {
  good: 'bg-good-soft text-on-good-soft',
  warn: 'bg-warn-soft text-on-warn-soft',
  alert: 'bg-alert-soft text-on-alert-soft',
  calm: 'bg-sunken text-ink-soft',
};

export type StatePillProps = { tone: PillTone; icon?: LucideIcon; children: string; 'data-testid'?: string };

/** A state in a word, with a shape and a colour that say the same. */
export function StatePill({ tone, icon: Icon, children, ...props }: StatePillProps) {
  return (
    <span
      {...props}
      className={`inline-flex items-center gap-1.5 rounded-pill px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap ${LOOKS[tone]}`}
    >
      {Icon && <Icon aria-hidden="true" className="size-4 shrink-0" />}
      {children}
    </span>
  );
}
