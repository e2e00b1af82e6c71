import { LogIn } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import { localize, type Language } from '#shared/domain/language.ts';
import { redeemLink } from '#shared/protocol/api/accounts.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { EntryCard } from '#dashboard/controls/entry-card.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import type { LinkFacts, LinkFormProps } from './link-form.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { SHORTEST_PASSWORD } from './password-strength.ts';
import { useFocusOnFault } from './use-focus-on-fault.ts';

type Problem = { password?: string; form?: string };

/** A new colleague, or one who forgot, chooses a password. */
export function WelcomeForm({ token, facts, onDone, onBadLink }: LinkFormProps & { facts: LinkFacts }) {
  const { t, i18n } = useTranslation();
  const { hub } = useDashboard();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>({});
  const form = useFocusOnFault(problem);
  const name = facts.display_name ? localize(facts.display_name, i18n.language as Language) : '';
  const email = facts.email ?? '';
  const isNew = facts.purpose === 'invite';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (password.length < SHORTEST_PASSWORD) {
      setProblem({ password: t('password.tooShort', { number: SHORTEST_PASSWORD }) });
      return;
    }
    setProblem({});
    setBusy(true);
    try {
      onDone(await callApi(hub, redeemLink, { body: { token, password } }));
    } catch (error) {
      if (error instanceof AppError && error.code === 'link.not_valid') onBadLink();
      setProblem({ form: errorText(t, error) });
      setBusy(false);
    }
  }

  return (
    <EntryCard>
      <h1 className="text-xl font-semibold">{isNew ? t('welcome.title', { name }) : t('welcome.resetTitle')}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{t(isNew ? 'welcome.invite' : 'welcome.reset')}</p>
      {problem.form && <FormProblem data-testid="welcome-error">{problem.form}</FormProblem>}
      <form ref={form} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5" noValidate>
        <div>
          <p className="text-sm font-semibold">{t('signIn.email')}</p>
          <p className="mt-0.5 text-page-start wrap-anywhere">
            <bdi>{email}</bdi>
          </p>
          {/* So that the browser keeps the new password under the right account. */}
          <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        </div>
        <NewPasswordField
          label={t('password.new')}
          focusFirst
          value={password}
          onChange={setPassword}
          error={password.length < SHORTEST_PASSWORD ? problem.password : undefined}
          known={[name, email]}
        />
        <Button type="submit" tone="primary" size="large" data-testid="welcome-submit">
          <LogIn aria-hidden="true" className="size-5 rtl:-scale-x-100" />
          {t(busy ? 'welcome.busy' : 'welcome.submit')}
        </Button>
      </form>
    </EntryCard>
  );
}
