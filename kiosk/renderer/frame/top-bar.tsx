import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localize } from '#shared/domain/language.ts';
import { Mark } from '#shared/ui/brand/mark.tsx';
import { progressAt } from '#kiosk/renderer/flow/path.ts';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { StaffMarks } from './staff-marks.tsx';

/** Whose kiosk this is, and how far one has come. */
export function TopBar({ stepId, children }: { stepId?: string | undefined; children?: ReactNode }) {
  const { device, language } = useKiosk();
  const clinic = device.location ? localize(device.location.name, language) : '';
  return (
    <header className="flex min-h-20 items-center gap-4 px-10 pt-6 landscape:px-14">
      <Mark className="size-11 shrink-0 text-accent" />
      <span className="min-w-0 flex-1 truncate text-lg font-[600]">{clinic}</span>
      <StaffMarks />
      {stepId !== undefined && <Progress stepId={stepId} />}
      {children}
    </header>
  );
}

function Progress({ stepId }: { stepId: string }) {
  const { t } = useTranslation();
  const { choices } = useKiosk();
  const stage = useFlow((state) => state.stage);
  const plan = useFlow((state) => state.plan);
  const settings = useFlow((state) => state.settings);
  if (stage.at !== 'asking') return null;
  const { at, of } = progressAt(plan, stepId, { draft: stage.draft, choices, settings });
  // Before the purpose is known, so is the length of the way.
  if (at <= 1 || of <= 3) return null;
  return (
    <div className="flex items-center gap-4">
      <span className="text-base text-ink-soft tabular-nums">{t('progress', { at: at - 1, of: of - 1 })}</span>
      <span aria-hidden="true" className="flex gap-2">
        {Array.from({ length: of - 1 }, (_, n) => (
          <span
            key={n}
            className={`h-3 rounded-pill border-2 border-accent ${n + 1 < at ? 'bg-accent' : ''} ${n + 2 === at ? 'w-10' : 'w-3'}`}
          />
        ))}
      </span>
    </div>
  );
}
