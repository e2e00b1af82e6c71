import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import { changeLocation, listLocations, type LocationRow } from '#shared/protocol/api/locations.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { ComboField } from '#dashboard/controls/combo-field.tsx';
import { FieldGroup } from '#dashboard/controls/field-group.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { LocalizedField } from '#dashboard/controls/localized-field.tsx';
import { NumberField } from '#dashboard/controls/number-field.tsx';
import { PageHeader } from '#dashboard/controls/page-header.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { countryChoices, timeZoneChoices } from '#dashboard/entry/place-choices.ts';
import { QueryStates } from '#dashboard/listing/query-states.tsx';
import { useList } from '#dashboard/listing/use-list.ts';
import { useRecordForm } from '#dashboard/listing/use-record-form.ts';
import { useSave } from '#dashboard/listing/use-save.ts';

/** The clinic itself: what it is called, where it is, and when its day ends. */
export function LocationPage() {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const locationId = useStore(session.store, (s) => (s.status === 'signed_in' ? s.user.location_id : null));
  const locations = useList('locations', listLocations, {});
  return (
    <>
      <PageHeader title={t('settings.nav.location')} subtitle={t('location.subtitle')} />
      <div className="min-h-0 grow overflow-y-auto p-4">
        <QueryStates query={locations}>
          {(rows) => {
            const own = rows.find(({ id }) => id === locationId);
            return own && <LocationForm key={JSON.stringify(own)} location={own} />;
          }}
        </QueryStates>
      </div>
    </>
  );
}

function LocationForm({ location }: { location: LocationRow }) {
  const { t, i18n } = useTranslation();
  const save = useSave('locations');
  const zones = useMemo(() => timeZoneChoices(i18n.language), [i18n.language]);
  const countries = useMemo(() => countryChoices(i18n.language), [i18n.language]);
  const { id, uid: _uid, ...initial } = location;
  const form = useRecordForm({
    initial,
    check: (draft) => ({
      ...(draft.name.text.trim() === '' ? { name: t('form.nameMissing') } : {}),
      ...(/^[A-Z]{3}$/u.test(draft.currency) ? {} : { currency: t('location.currencyRule') }),
    }),
    save: async (body) => save(changeLocation, { params: { id }, body }),
  });
  const { draft, put, faultOf } = form;
  return (
    <form onSubmit={form.submit} noValidate className="flex max-w-2xl flex-col gap-4">
      {form.problem && <FormProblem>{form.problem}</FormProblem>}
      <FieldGroup title={t('location.what')}>
        <LocalizedField
          label={t('field.name')}
          value={draft.name}
          onChange={(name) => put({ name })}
          error={faultOf('name')}
          data-testid="location-name"
        />
        <ChoiceField
          label={t('location.language')}
          choices={LANGUAGES.map(({ code, name }) => ({ id: code, name }))}
          value={draft.language}
          onChange={(language) => put({ language: language as Language })}
        />
      </FieldGroup>
      <FieldGroup title={t('location.where')} hint={t('location.whereHint')}>
        <ComboField
          label={t('location.country')}
          choices={countries}
          value={draft.country}
          onChange={(country) => country && put({ country })}
          error={faultOf('country')}
        />
        <ComboField
          label={t('location.timeZone')}
          choices={zones}
          value={draft.time_zone}
          onChange={(time_zone) => time_zone && put({ time_zone })}
          error={faultOf('time_zone')}
        />
        <TextField
          label={t('location.currency')}
          hint={t('location.currencyRule')}
          maxLength={3}
          value={draft.currency}
          onChange={(currency) => put({ currency: currency.toUpperCase() })}
          error={faultOf('currency')}
        />
        <NumberField
          label={t('location.cutover')}
          hint={t('location.cutoverHint')}
          value={draft.cutover_hour}
          onChange={(cutover_hour) => put({ cutover_hour })}
          min={0}
          max={12}
        />
      </FieldGroup>
      <div className="flex justify-end">
        <Button type="submit" tone="primary" isDisabled={!form.isChanged || form.isBusy} data-testid="location-save">
          {t(form.isBusy ? 'form.saving' : 'common.save')}
        </Button>
      </div>
    </form>
  );
}
