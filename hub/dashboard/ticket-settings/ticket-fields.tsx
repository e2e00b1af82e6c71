import { useTranslation } from 'react-i18next';
import { NAMES_ON_TICKET, type TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { LocalizedField } from '#dashboard/controls/localized-field.tsx';
import { SwitchField } from '#dashboard/controls/switch-field.tsx';
import type { RecordForm } from '#dashboard/listing/use-record-form.ts';
import { LogoField } from './logo-field.tsx';
import type { TicketDraft } from './ticket-draft.ts';

const SWITCHES = ['show_people_ahead', 'show_wait', 'show_waiting_area', 'show_qr'] as const;

export function TicketFields({ form: { draft, put, faultOf } }: { form: RecordForm<TicketDraft> }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-5">
      <LogoField
        png={draft.logo_png}
        isShown={draft.show_logo}
        onChange={(logo_png) => put({ logo_png, show_logo: true })}
        onShow={(show_logo) => put({ show_logo })}
      />
      <LocalizedField
        label={t('ticketSettings.header')}
        hint={t('ticketSettings.headerHint')}
        value={draft.header}
        onChange={(header) => put({ header })}
        error={faultOf('header')}
        data-testid="ticket-header"
      />
      <LocalizedField
        label={t('ticketSettings.footer')}
        hint={t('ticketSettings.footerHint')}
        value={draft.footer}
        onChange={(footer) => put({ footer })}
        error={faultOf('footer')}
        data-testid="ticket-footer"
      />
      <ChoiceField
        label={t('ticketSettings.patient_name')}
        choices={NAMES_ON_TICKET.map((id) => ({ id, name: t(`ticketSettings.patient_name.${id}`) }))}
        value={draft.patient_name}
        onChange={(id) => put({ patient_name: id as TicketSettings['patient_name'] })}
        data-testid="ticket-patient-name"
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 text-sm font-semibold">{t('ticketSettings.shows')}</legend>
        {SWITCHES.map((field) => (
          <SwitchField
            key={field}
            label={t(`ticketSettings.${field}`)}
            value={draft[field]}
            onChange={(on) => put({ [field]: on })}
            data-testid={`ticket-${field}`}
          />
        ))}
      </fieldset>
    </div>
  );
}
