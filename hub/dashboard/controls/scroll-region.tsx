import type { ReactNode } from 'react';

/** A long page with nothing in it to put the focus on: it takes the focus itself, so that the keyboard can scroll it. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it, the keyboard cannot get there
      tabIndex={0}
      className="flex min-h-0 grow flex-col overflow-auto p-4 -outline-offset-2"
    >
      {children}
    </section>
  );
}
