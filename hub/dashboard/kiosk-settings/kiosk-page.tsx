import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listServices } from '#shared/protocol/api/directory.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { LanguageList } from '#dashboard/language-settings/language-list.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { inOrder } from '#dashboard/listing/use-arrange.ts';
import { useList } from '#dashboard/listing/use-list.ts';
import { SaveBar } from '#dashboard/settings/save-bar.tsx';
import { useSettingForm } from '#dashboard/settings/use-setting-form.ts';
import { FeeFields } from './fee-fields.tsx';
import { KioskSteps } from './kiosk-steps.tsx';
import { PathFields } from './path-fields.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { TimeFields } from './time-fields.tsx';

/** What kiosks ask, in which languages, and how long they wait. They take it up between two patients. */
export function KioskPage() {
  const { t } = useTranslation();
  const form = useSettingForm('kiosk');
  const services = useList('services', listServices, {});
  const [isPinOpen, setPinOpen] = useState(false);
  const { draft, put } = form;
  const offered = inOrder(services.data ?? []).filter((service) => service.active);
  return (
    <>
      <PageHeader title={t('settings.nav.kiosk')} subtitle={t('kiosk.subtitle')}>
        <Button onPress={() => setPinOpen(true)} data-testid="kiosk-pin">
          <KeyRound aria-hidden="true" className="size-5" />
          {t('kiosk.pin')}
        </Button>
      </PageHeader>
      <QueryStates query={form.query}>
        {() =>
          draft && (
            <>
              <div className="grid min-h-0 grow content-start items-start gap-4 overflow-y-auto p-4 xl:grid-cols-2">
                <div className="flex flex-col gap-4">
                  <KioskSteps steps={draft.steps} onChange={(steps) => put({ steps })} />
                  {draft.steps.includes('payment') && (
                    <FeeFields fees={draft.fees} services={offered} onChange={(fees) => put({ fees })} />
                  )}
                </div>
                <div className="flex flex-col gap-4">
                  <PathFields draft={draft} services={offered} onChange={put} />
                  <TimeFields draft={draft} onChange={put} />
                  <LanguageList
                    title={t('kiosk.languages')}
                    hint={t('kiosk.languagesHint')}
                    languages={draft.languages}
                    onChange={(languages) => put({ languages })}
                  />
                </div>
              </div>
              <SaveBar form={form} effect={t('kiosk.effect')} />
            </>
          )
        }
      </QueryStates>
      {isPinOpen && <PinDialog onClose={() => setPinOpen(false)} />}
    </>
  );
}
