import { useTranslation } from 'react-i18next';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { draftOf, lacksOwnLanguage, settingsOf } from './ticket-draft.ts';
import { TicketFields } from './ticket-fields.tsx';
import { TicketPreview } from './ticket-preview.tsx';

const FORM_ID = 'ticket-settings';

export type TicketEditorProps = { value: TicketSettings; onSave: (value: TicketSettings) => Promise<void> };

export function TicketEditor({ value, onSave }: TicketEditorProps) {
  const { t } = useTranslation();
  const form = useRecordForm({
    initial: draftOf(value),
    check: ({ header, footer }) => ({
      ...(lacksOwnLanguage(header) && { header: t('ticketSettings.ownLanguageFirst') }),
      ...(lacksOwnLanguage(footer) && { footer: t('ticketSettings.ownLanguageFirst') }),
    }),
    save: async (draft) => onSave(settingsOf(draft)),
  });
  return (
    <>
      <PageHeader title={t('settings.nav.ticket')} subtitle={t('ticketSettings.subtitle')}>
        <Button
          type="submit"
          form={FORM_ID}
          tone="primary"
          isDisabled={form.isBusy || !form.isChanged}
          data-testid="ticket-save"
        >
          {form.isBusy ? t('form.saving') : t('ticketSettings.save')}
        </Button>
      </PageHeader>
      <div className="flex min-h-0 grow flex-wrap content-start items-start gap-6 overflow-auto p-4 lg:flex-nowrap">
        <form
          id={FORM_ID}
          noValidate
          onSubmit={form.submit}
          className="w-full max-w-xl min-w-0 shrink-0 lg:w-[26rem] xl:w-[32rem]"
        >
          {form.problem && <FormProblem data-testid="ticket-problem">{form.problem}</FormProblem>}
          <TicketFields form={form} />
        </form>
        <TicketPreview value={settingsOf(form.draft)} />
      </div>
    </>
  );
}
