import type { ReactNode } from 'react';

export type PageHeaderProps = { title: string; subtitle?: string; children?: ReactNode };

/** What a page is and, at its end, what can be done with all of it. */
export function PageHeader({ title, subtitle, children }: PageHeaderProps) {
  return (
    <header className="flex min-h-16 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2">
      <div className="min-w-52 grow basis-0">
        <h1 className="text-xl leading-tight font-semibold">{title}</h1>
        {subtitle && <p className="text-sm text-ink-soft">{subtitle}</p>}
      </div>
      {children}
    </header>
  );
}
