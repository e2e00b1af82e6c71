import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import { ChoiceField } from '#dashboard/controls/choice-field.tsx';
import { ComboField } from '#dashboard/controls/combo-field.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { countryChoices, currencyOf, timeZoneChoices } from './place-choices.ts';
import type { SetupFaults, SetupValues } from './setup-values.ts';

const LANGUAGE_CHOICES = LANGUAGES.map(({ code, name }) => ({ id: code, name }));

type PlaceFieldsProps = {
  values: SetupValues;
  faults: SetupFaults;
  onChange: (change: Partial<SetupValues>) => void;
};

/** The clinic's half of the first start: what it is called and where it is. */
export function PlaceFields({ values, faults, onChange }: PlaceFieldsProps) {
  const { t, i18n } = useTranslation();
  const zones = useMemo(() => timeZoneChoices(i18n.language), [i18n.language]);
  const countries = useMemo(() => countryChoices(i18n.language), [i18n.language]);
  const currency = useMemo(() => new Intl.DisplayNames([i18n.language], { type: 'currency' }), [i18n.language]);
  const prices = values.country
    ? t('setup.currency', { currency: currency.of(currencyOf(values.country)) ?? '' })
    : undefined;
  return (
    <fieldset className="flex min-w-0 flex-col gap-5">
      <legend className="mb-4 text-lg font-semibold">{t('setup.clinic')}</legend>
      <TextField
        label={t('setup.clinicName')}
        name="clinic"
        autoComplete="organization"
        focusFirst
        maxLength={200}
        value={values.clinicName}
        onChange={(clinicName) => onChange({ clinicName })}
        error={faults.clinicName}
        data-testid="setup-clinic-name"
      />
      <ComboField
        // Names in another language are another list.
        key={`country-${i18n.language}`}
        label={t('setup.country')}
        choices={countries}
        value={values.country}
        onChange={(country) => onChange({ country })}
        hint={prices}
        error={faults.country}
        data-testid="setup-country"
      />
      <ComboField
        key={`zone-${i18n.language}`}
        label={t('setup.timeZone')}
        choices={zones}
        value={values.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        hint={t('setup.timeZoneHint')}
        error={faults.timeZone}
        data-testid="setup-time-zone"
      />
      <ChoiceField
        label={t('setup.language')}
        choices={LANGUAGE_CHOICES}
        value={values.language}
        onChange={(language) => onChange({ language: language as Language })}
        data-testid="setup-language"
      />
    </fieldset>
  );
}
