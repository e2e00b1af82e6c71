import { useQuery } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/domain/errors.ts';
import { inspectLink } from '#shared/protocol/api/accounts.ts';
import { callApi } from '#shared/protocol/api/client.ts';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { EntryCard } from '#dashboard/controls/entry-card.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { BadLink } from './bad-link.tsx';
import { SetupForm } from './setup-form.tsx';
import type { Entry } from './take-entry.ts';
import { WelcomeForm } from './welcome-form.tsx';

type LinkPageProps = {
  link: NonNullable<Entry['link']>;
  /** On to the dashboard, or to the sign-in page. */
  onLeave: () => void;
};

/** Where a one-time link leads: asks the hub what it is for, before anybody fills a form in vain. */
export function LinkPage({ link, onLeave }: LinkPageProps) {
  const { t } = useTranslation();
  const { hub, session } = useDashboard();
  const facts = useQuery({
    queryKey: ['entry', 'link'],
    queryFn: () => callApi(hub, inspectLink, { body: { token: link.token } }),
    enabled: link.token !== '',
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const form = {
    token: link.token,
    onDone: (reply: Parameters<typeof session.enter>[0]) => {
      session.enter(reply);
      onLeave();
    },
    onBadLink: () => void facts.refetch(),
  };

  if (link.token === '' || isRefusal(facts.error)) return <BadLink page={link.page} onLeave={onLeave} />;
  if (facts.isError) {
    return (
      <EntryCard>
        <MessagePanel
          role="alert"
          icon={<CloudOff className="size-8" />}
          title={t('link.failedTitle')}
          action={<Button onPress={() => void facts.refetch()}>{t('common.retry')}</Button>}
        >
          {errorText(t, facts.error)}
        </MessagePanel>
      </EntryCard>
    );
  }
  if (!facts.data) return <output className="sr-only">{t('link.checking')}</output>;
  return facts.data.purpose === 'setup' ? <SetupForm {...form} /> : <WelcomeForm {...form} facts={facts.data} />;
}

/** The link itself is no good; anything else may pass. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'link.not_valid' || error.code === 'request.invalid');
}
