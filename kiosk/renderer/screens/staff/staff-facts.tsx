import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '#shared/ui/i18n/error-text.ts';

/** Names and values, one below the other. */
export function StaffFacts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_1fr] gap-x-8 gap-y-3 text-lg">
      {facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-line pb-2">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="min-w-0 font-[600] break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function StaffError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === undefined) return null;
  return (
    <p role="alert" className="rounded-lg bg-alert-soft px-5 py-4 text-lg text-on-alert-soft">
      {errorText(t, error)}
    </p>
  );
}
