import type { ReactNode } from 'react';
import { Wordmark } from '#shared/ui/brand/wordmark.tsx';
import { LanguagePicker } from '#dashboard/preferences/language-picker.tsx';

/** The frame of what stands before the dashboard: signing in, and the one-time links. */
export function EntryCard({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <main className="grid min-h-full place-items-center bg-canvas p-6 text-ink">
      <div className={`w-full ${wide ? 'max-w-3xl' : 'max-w-md'}`}>
        <Wordmark className="mb-8 text-2xl" />
        <div className="rounded-lg border border-line bg-surface p-8 shadow-raised">{children}</div>
        <div className="mt-4 flex justify-center">
          <LanguagePicker />
        </div>
      </div>
    </main>
  );
}
