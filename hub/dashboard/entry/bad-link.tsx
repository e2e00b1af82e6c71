import { Link2Off } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import { EntryCard } from '#dashboard/controls/entry-card.tsx';
import { MessagePanel } from '#dashboard/controls/message-panel.tsx';
import { useSignInMethods } from './sign-in-methods.queries.ts';

/** A link that is used up, expired or cut short, and how to come by a good one. */
export function BadLink({ page, onLeave }: { page: 'setup' | 'welcome'; onLeave: () => void }) {
  const { t } = useTranslation();
  const isSetUp = useSignInMethods().data?.setup_needed === false;
  const advice = page === 'welcome' ? t('link.badWelcome') : t(isSetUp ? 'error.setup.done' : 'link.badSetup');
  return (
    <EntryCard>
      <div data-testid="bad-link">
        <h1 className="sr-only">{t('link.badTitle')}</h1>
        <MessagePanel
          role="alert"
          icon={<Link2Off className="size-8" />}
          title={t('link.badTitle')}
          action={
            <Button onPress={onLeave} className="mt-2" data-testid="to-sign-in">
              {t('link.toSignIn')}
            </Button>
          }
        >
          {advice}
        </MessagePanel>
      </div>
    </EntryCard>
  );
}
