import type { ReactNode } from 'react';

export type NoticeProps = {
  icon: ReactNode;
  title: string;
  body: string;
  children?: ReactNode;
  tone?: 'plain' | 'alert';
  testId?: string;
};

/** One thing to tell, what to do about it, and the buttons for that. */
export function Notice({ icon, title, body, children, tone = 'plain', testId }: NoticeProps) {
  return (
    <div data-testid={testId} className="flex flex-1 flex-col items-start justify-center gap-8 landscape:gap-5">
      <span
        className={`grid size-28 shrink-0 landscape:size-20 place-items-center rounded-2xl ${tone === 'alert' ? 'bg-alert text-on-alert' : 'bg-accent-soft text-on-accent-soft'}`}
      >
        {icon}
      </span>
      <h1
        tabIndex={-1}
        className="text-4xl landscape:text-3xl font-[700] tracking-[-0.015em] text-balance outline-none rtl:tracking-normal"
      >
        {title}
      </h1>
      <output className="block max-w-[36rem] text-xl text-ink-soft">{body}</output>
      {children !== undefined && <div className="mt-4 flex flex-wrap gap-5">{children}</div>}
    </div>
  );
}
