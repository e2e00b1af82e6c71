import { Building2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSignInMethods } from './sign-in-methods.queries.ts';

/** Beside e-mail and password, where the hub has single sign-on. A page of the hub leads there, so it is a link. */
export function SsoButton() {
  const { t } = useTranslation();
  const url = useSignInMethods().data?.sso_url;
  if (!url) return null;
  return (
    <>
      <div className="my-5 flex items-center gap-3 text-sm text-ink-soft">
        <span className="h-px grow bg-line" />
        {t('signIn.or')}
        <span className="h-px grow bg-line" />
      </div>
      <a
        href={url}
        data-testid="sign-in-sso"
        className="flex min-h-12 w-full items-center justify-center gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2 text-center text-base font-semibold text-ink hover:bg-accent-soft"
      >
        <Building2 aria-hidden="true" className="size-5 shrink-0" />
        {t('signIn.sso')}
      </a>
    </>
  );
}

/** On a hub without accounts nobody can sign in; here is what they can do. */
export function SetupNeeded() {
  const { t } = useTranslation();
  if (!useSignInMethods().data?.setup_needed) return null;
  return (
    <output data-testid="setup-needed" className="mb-4 block rounded-md bg-warn-soft px-4 py-3 text-on-warn-soft">
      {t('signIn.setupNeeded')}
    </output>
  );
}
