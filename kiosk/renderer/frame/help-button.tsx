import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HelpIcon } from '#shared/ui/icons/action-icons.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { Sheet } from './sheet.tsx';

/** `onOpen`: where the screen is wiped by and by, whoever reads on needs more time. */
export function HelpButton({ onOpen }: { onOpen?: () => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <TouchButton
        onPress={() => {
          onOpen?.();
          setOpen(true);
        }}
        icon={<HelpIcon className="size-7" />}
        testId="help"
      >
        {t('common.help')}
      </TouchButton>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={t('help.title')} testId="help-sheet">
        <ul className="flex flex-col gap-5 text-xl text-ink-soft">
          {['help.desk', 'help.language', 'help.privacy'].map((key) => (
            <li key={key} className="border-s-4 border-accent ps-5">
              {t(key)}
            </li>
          ))}
        </ul>
        <TouchButton kind="primary" size="large" onPress={() => setOpen(false)} testId="help-close">
          {t('common.close')}
        </TouchButton>
      </Sheet>
    </>
  );
}
