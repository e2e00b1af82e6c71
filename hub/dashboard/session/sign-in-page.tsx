import { LogIn } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { EntryCard } from '#dashboard/controls/entry-card.tsx';
import { FormProblem } from '#dashboard/controls/form-problem.tsx';
import { PasswordField } from '#dashboard/controls/password-field.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { SetupNeeded, SsoButton } from '#dashboard/entry/sign-in-ways.tsx';

type Problem = { email?: string; password?: string; form?: string };

export type SignInPageProps = {
  /** A session just ended by itself. */
  expired: boolean;
  /** Why the way by the organisation's account failed. */
  ssoError: string | null;
};

export function SignInPage({ expired, ssoError }: SignInPageProps) {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>(() =>
    ssoError ? { form: errorText(t, new AppError(ssoError)) } : {},
  );

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing: Problem = {
      ...(/^\S+@\S+\.\S+$/u.test(email.trim()) ? {} : { email: t('signIn.emailMissing') }),
      ...(password ? {} : { password: t('signIn.passwordMissing') }),
    };
    setProblem(missing);
    if (missing.email ?? missing.password) return;
    setBusy(true);
    try {
      await session.signIn({ email: email.trim(), password });
    } catch (error) {
      setProblem({ form: errorText(t, error) });
      setBusy(false);
    }
  }

  return (
    <EntryCard>
      <h1 className="text-xl font-semibold">{t('signIn.title')}</h1>
      <p className="mt-1 mb-6 text-ink-soft">{t('signIn.subtitle')}</p>
      {expired && !problem.form && (
        <output className="mb-4 block rounded-md bg-warn-soft px-4 py-3 text-on-warn-soft">
          {t('signIn.expired')}
        </output>
      )}
      {problem.form && <FormProblem data-testid="sign-in-error">{problem.form}</FormProblem>}
      <SetupNeeded />
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-5" noValidate>
        <TextField
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          focusFirst
          value={email}
          onChange={setEmail}
          error={problem.email}
          data-testid="sign-in-email"
        />
        <PasswordField
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={problem.password}
          data-testid="sign-in-password"
        />
        <Button type="submit" tone="primary" size="large" data-testid="sign-in-submit">
          <LogIn aria-hidden="true" className="size-5 rtl:-scale-x-100" />
          {t(busy ? 'signIn.busy' : 'signIn.submit')}
        </Button>
      </form>
      <SsoButton />
    </EntryCard>
  );
}
