import type { ReactNode } from 'react';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { ScrollRegion } from '#dashboard/controls/scroll-region.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import type { LocationSettingKey, LocationSettingValue } from '#shared/protocol/settings.ts';
import { SaveBar } from './save-bar.tsx';
import type { SettingForm } from './use-setting-form.ts';

export type SettingPageProps<K extends LocationSettingKey> = {
  title: string;
  subtitle: string;
  form: SettingForm<K>;
  /** What saving brings about, where that is not plain. */
  effect?: string;
  children: (draft: LocationSettingValue<K>) => ReactNode;
};

/** One setting: its fields, and under them that nothing is saved by itself. */
export function SettingPage<K extends LocationSettingKey>({
  title,
  subtitle,
  form,
  effect,
  children,
}: SettingPageProps<K>) {
  return (
    <>
      <PageHeader title={title} subtitle={subtitle} />
      <QueryStates query={form.query}>
        {() =>
          form.draft && (
            <>
              <ScrollRegion label={title}>
                <div className="flex max-w-3xl flex-col gap-4">{children(form.draft)}</div>
              </ScrollRegion>
              <SaveBar form={form} {...(effect !== undefined && { effect })} />
            </>
          )
        }
      </QueryStates>
    </>
  );
}
