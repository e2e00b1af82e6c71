import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { SaveBar } from '#dashboard/settings/save-bar.tsx';
import { useSettingForm } from '#dashboard/settings/use-setting-form.ts';
import { OrderFields } from './order-fields.tsx';
import { OrderPreview } from './order-preview.tsx';

/** How the queues are ordered, with what a change would do to those who wait now. */
export function OrderPage() {
  const { t } = useTranslation();
  const form = useSettingForm('queue_priorities');
  const { draft } = form;
  return (
    <>
      <PageHeader title={t('settings.nav.order')} subtitle={t('order.subtitle')}>
        <Button tone="quiet" onPress={form.putDefaults} data-testid="order-defaults">
          {t('order.defaults')}
        </Button>
      </PageHeader>
      <QueryStates query={form.query}>
        {() =>
          draft && (
            <>
              <div className="grid min-h-0 grow grid-cols-1 gap-4 overflow-y-auto p-4 lg:grid-cols-[17rem_1fr] lg:overflow-hidden xl:grid-cols-[minmax(24rem,32rem)_1fr]">
                <div className="flex flex-col gap-4 lg:overflow-y-auto">
                  <OrderFields draft={draft} onChange={form.put} />
                </div>
                <OrderPreview draft={draft} isChanged={form.isChanged} isInvalid={form.isInvalid} />
              </div>
              <SaveBar form={form} effect={t('order.effect')} />
            </>
          )
        }
      </QueryStates>
    </>
  );
}
