import { useTranslation } from 'react-i18next';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useSetting } from '#dashboard/settings/use-setting.ts';
import { TicketEditor } from './ticket-editor.tsx';

/** What stands on the printed ticket, with the ticket itself beside it while it is changed. */
export function TicketSettingsPage() {
  const { t } = useTranslation();
  const access = useSetting('ticket');
  if (access.setting)
    return <TicketEditor key={access.setting.rev} value={access.setting.value} onSave={access.save} />;
  return (
    <>
      <PageHeader title={t('settings.nav.ticket')} subtitle={t('ticketSettings.subtitle')} />
      <QueryStates query={access.query}>{() => null}</QueryStates>
    </>
  );
}
