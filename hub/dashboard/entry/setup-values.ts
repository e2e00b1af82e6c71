import type { TFunction } from 'i18next';
import type { Language } from '#shared/domain/language.ts';
import { setUpHub } from '#shared/protocol/api/accounts.ts';
import type { ContractCall } from '#shared/protocol/api/contract.ts';
import { currencyOf } from './place-choices.ts';
import { SHORTEST_PASSWORD } from './password-strength.ts';

/** What the form of the first start holds, as it is typed. */
export type SetupValues = {
  clinicName: string;
  timeZone: string | null;
  country: string | null;
  language: Language;
  name: string;
  email: string;
  password: string;
};
export type SetupFaults = Partial<Record<keyof SetupValues | 'form', string>>;

const { email: emailSchema } = setUpHub.body.shape.admin.shape;

/** What has to be filled in or put right, a sentence for each field. */
export function faultsOf(values: SetupValues, t: TFunction): SetupFaults {
  const isEmail = emailSchema.safeParse(values.email.trim()).success;
  return {
    ...(values.clinicName.trim() ? {} : { clinicName: t('setup.clinicNameMissing') }),
    ...(values.timeZone ? {} : { timeZone: t('setup.timeZoneMissing') }),
    ...(values.country ? {} : { country: t('setup.countryMissing') }),
    ...(values.name.trim() ? {} : { name: t('setup.nameMissing') }),
    ...(isEmail ? {} : { email: t('signIn.emailMissing') }),
    ...(values.password.length < SHORTEST_PASSWORD
      ? { password: t('password.tooShort', { number: SHORTEST_PASSWORD }) }
      : {}),
  };
}

/** Those of `faults`, found in `was`, whose fields have not been changed since. */
export function standingFaults(faults: SetupFaults, was: SetupValues, values: SetupValues): SetupFaults {
  const isStanding = (field: string) =>
    field === 'form' || was[field as keyof SetupValues] === values[field as keyof SetupValues];
  return Object.fromEntries(Object.entries(faults).filter(([field]) => isStanding(field)));
}

/** The request, of values without faults. */
export function toSetupBody(token: string, values: SetupValues): ContractCall<typeof setUpHub>['body'] {
  const country = values.country ?? '';
  return {
    token,
    location: {
      name: { text: values.clinicName.trim() },
      time_zone: values.timeZone ?? '',
      language: values.language,
      country,
      currency: currencyOf(country),
    },
    admin: { email: values.email.trim(), display_name: values.name.trim(), password: values.password },
  };
}
