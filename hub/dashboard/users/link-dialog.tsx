import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountLink } from '#shared/protocol/api/account-link.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { TextField } from '#dashboard/controls/text-field.tsx';
import { useFormat } from '#dashboard/preferences/use-format.ts';

/** The link by which somebody chooses a password: shown this once, for whoever made it to hand over. */
export function LinkDialog({ name, link, onClose }: { name: string; link: AccountLink; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isCopied, setCopied] = useState(false);
  const until = Date.parse(link.expires_at);
  return (
    <Dialog isOpen onClose={onClose} title={t('userLink.title', { name: `\u2068${name}\u2069` })} testId="link-dialog">
      <div className="flex flex-col gap-4">
        <p className="text-base">{t('userLink.text')}</p>
        <div dir="ltr">
          <TextField label={t('userLink.label')} value={link.url} isReadOnly focusFirst data-testid="user-link" />
        </div>
        <p className="text-sm text-ink-soft">
          {t('userLink.expires', { day: format.day(until), time: format.time(until) })}
        </p>
        <div className="flex justify-end gap-3">
          <Button
            tone="primary"
            onPress={() => {
              // Without permission the link can still be marked and copied by hand.
              navigator.clipboard.writeText(link.url).then(
                () => setCopied(true),
                () => setCopied(false),
              );
            }}
          >
            {isCopied ? (
              <Check aria-hidden="true" className="size-5" />
            ) : (
              <Copy aria-hidden="true" className="size-5" />
            )}
            {t(isCopied ? 'userLink.copied' : 'userLink.copy')}
          </Button>
          <Button onPress={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
