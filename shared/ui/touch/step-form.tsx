import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from './touch-button.tsx';

export type StepFormProps = {
  title: string;
  hint?: string;
  children?: ReactNode;
  /** What one types with. Below the fields in portrait, beside them in landscape. */
  keyboard?: ReactNode;
  onSubmit: () => void;
  canContinue: boolean;
};

/** One question: its title, its fields, its keyboard and the way on. Enter goes on, as Continue does. */
export function StepForm({ title, hint, children, keyboard, onSubmit, canContinue }: StepFormProps) {
  const { t } = useTranslation();
  return (
    <form
      noValidate
      autoComplete="off"
      className="flex min-h-0 flex-1 flex-col gap-8 landscape:grid landscape:grid-cols-[1fr_1.25fr] landscape:items-center landscape:gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        if (canContinue) onSubmit();
      }}
    >
      <div className="flex flex-1 flex-col justify-center gap-8 landscape:flex-none">
        <StepTitle title={title} hint={hint} />
        <div className="flex flex-col gap-6">{children}</div>
      </div>
      <div className="flex flex-col gap-6">
        {keyboard}
        <TouchButton type="submit" kind="primary" size="large" isDisabled={!canContinue} testId="continue">
          {t('common.continue')}
        </TouchButton>
      </div>
    </form>
  );
}

/** The question itself, as the screen's heading. */
export function StepTitle({ title, hint }: { title: string; hint?: string | undefined }) {
  return (
    <div className="flex flex-col gap-3">
      <h1
        tabIndex={-1}
        className="text-4xl font-[700] tracking-[-0.015em] text-balance text-ink outline-none rtl:tracking-normal landscape:text-3xl"
      >
        {title}
      </h1>
      {hint !== undefined && <p className="max-w-[34rem] text-xl text-ink-soft landscape:text-lg">{hint}</p>}
    </div>
  );
}
