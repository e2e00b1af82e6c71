import { Eye, EyeOff, LogIn } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { Wordmark } from '#shared/ui/brand/wordmark.tsx';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { LanguagePicker } from '#dashboard/preferences/language-picker.tsx';

type Problem = { email?: string; password?: string; form?: string };

export function SignInPage({ expired }: { expired: boolean }) {
  const { t } = useTranslation();
  const { session } = useDashboard();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>({});

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
    <main className="grid min-h-full place-items-center bg-canvas p-6">
      <div className="w-full max-w-md">
        <Wordmark className="mb-8 text-2xl" />
        <div className="rounded-lg border border-line bg-surface p-8 shadow-raised">
          <h1 className="text-xl font-semibold">{t('signIn.title')}</h1>
          <p className="mt-1 mb-6 text-ink-soft">{t('signIn.subtitle')}</p>
          {expired && !problem.form && (
            <output className="mb-4 block rounded-md bg-warn-soft px-4 py-3 text-on-warn-soft">
              {t('signIn.expired')}
            </output>
          )}
          {problem.form && (
            <p
              role="alert"
              data-testid="sign-in-error"
              className="mb-4 rounded-md bg-alert-soft px-4 py-3 text-on-alert-soft"
            >
              {problem.form}
            </p>
          )}
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
            <TextField
              label={t('signIn.password')}
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              error={problem.password}
              data-testid="sign-in-password"
              trailing={
                <Button
                  tone="quiet"
                  size="small"
                  className="me-1"
                  aria-label={t(shown ? 'signIn.hide' : 'signIn.show')}
                  onPress={() => setShown(!shown)}
                >
                  {shown ? (
                    <EyeOff aria-hidden="true" className="size-5" />
                  ) : (
                    <Eye aria-hidden="true" className="size-5" />
                  )}
                </Button>
              }
            />
            <Button type="submit" tone="primary" size="large" data-testid="sign-in-submit">
              <LogIn aria-hidden="true" className="size-5 rtl:-scale-x-100" />
              {t(busy ? 'signIn.busy' : 'signIn.submit')}
            </Button>
          </form>
        </div>
        <div className="mt-4 flex justify-center">
          <LanguagePicker />
        </div>
      </div>
    </main>
  );
}
