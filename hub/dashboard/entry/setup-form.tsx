import { ArrowRight } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import { setUpHub } from '#shared/protocol/api/accounts.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { EntryCard } from '#dashboard/controls/entry-card.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import type { LinkFormProps } from './link-form.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { ownCountry, ownTimeZone } from './place-choices.ts';
import { PlaceFields } from './place-fields.tsx';
import { faultsOf, standingFaults, toSetupBody, type SetupFaults, type SetupValues } from './setup-values.ts';
import { useFocusOnFault } from './use-focus-on-fault.ts';

function emptyValues(language: Language): SetupValues {
  const country = ownCountry(navigator.languages);
  return { clinicName: '', timeZone: ownTimeZone(), country, language, name: '', email: '', password: '' };
}

/** The first start: the clinic, and who runs it. */
export function SetupForm({ token, onDone, onBadLink }: LinkFormProps) {
  const { t, i18n } = useTranslation();
  const { hub } = useDashboard();
  const [typed, setTyped] = useState<SetupValues>(() => emptyValues(i18n.language as Language));
  const [languageChosen, setLanguageChosen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ faults: SetupFaults; was: SetupValues }>({ faults: {}, was: typed });
  const form = useFocusOnFault(refused.faults);
  // Until it is chosen, the clinic's language is the one in which the page is read.
  const values = languageChosen ? typed : { ...typed, language: i18n.language as Language };
  const faults = standingFaults(refused.faults, refused.was, values);

  function put(change: Partial<SetupValues>): void {
    setTyped((was) => ({ ...was, ...change }));
    if (change.language) setLanguageChosen(true);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const found = faultsOf(values, t);
    setRefused({ faults: found, was: values });
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      onDone(await callApi(hub, setUpHub, { body: toSetupBody(token, values) }));
    } catch (error) {
      if (error instanceof AppError && ['link.not_valid', 'setup.done'].includes(error.code)) onBadLink();
      setRefused({ faults: { form: errorText(t, error) }, was: values });
      setBusy(false);
    }
  }

  return (
    <EntryCard wide>
      <h1 className="text-xl font-semibold">{t('setup.title')}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{t('setup.subtitle')}</p>
      {faults.form && <FormProblem data-testid="setup-error">{faults.form}</FormProblem>}
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate data-testid="setup-form">
        <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
          <PlaceFields values={values} faults={faults} onChange={put} />
          <fieldset className="flex min-w-0 flex-col gap-5">
            <legend className="mb-4 text-lg font-semibold">{t('setup.admin')}</legend>
            <TextField
              label={t('setup.name')}
              name="name"
              autoComplete="name"
              maxLength={200}
              value={values.name}
              onChange={(name) => put({ name })}
              error={faults.name}
              data-testid="setup-name"
            />
            <TextField
              label={t('signIn.email')}
              name="email"
              type="email"
              inputMode="email"
              autoComplete="username"
              maxLength={254}
              value={values.email}
              onChange={(email) => put({ email })}
              error={faults.email}
              data-testid="setup-email"
            />
            <NewPasswordField
              label={t('signIn.password')}
              value={values.password}
              onChange={(password) => put({ password })}
              error={faults.password}
              known={[values.name, values.email, values.clinicName]}
            />
          </fieldset>
        </div>
        <div className="mt-8 flex justify-end">
          <Button type="submit" tone="primary" size="large" data-testid="setup-submit">
            {t(busy ? 'setup.busy' : 'setup.submit')}
            <ArrowRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />
          </Button>
        </div>
      </form>
    </EntryCard>
  );
}
