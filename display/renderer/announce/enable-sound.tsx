import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

/** Shown while the browser keeps the page silent, above whatever is on the screen: a silent display is a fault. */
export function EnableSound({ onEnable }: { onEnable: () => void }) {
  const { t } = useTranslation();
  return (
    <div data-needs-hands className="fixed inset-x-0 bottom-[2.5rem] flex justify-center px-[4rem]">
      <Button
        data-testid="enable-sound"
        onPress={onEnable}
        className="flex cursor-pointer items-center gap-[2rem] rounded-pill bg-alert-soft px-[3.5rem] py-[1.5rem] text-start text-on-alert-soft shadow-floating outline-[0.2rem] outline-on-alert-soft"
      >
        <MutedIcon />
        <span className="grid">
          <span className="text-[2.75rem] leading-[1.25] font-[700]">{t('sound.enable')}</span>
          <span className="text-[1.9rem] leading-[1.35]">{t('sound.hint')}</span>
        </span>
      </Button>
    </div>
  );
}

function MutedIcon() {
  return (
    <svg viewBox="0 0 24 24" className="h-[4.5rem] w-[4.5rem] shrink-0" aria-hidden="true">
      <path d="M4 9v6h4l5 4.5v-15L8 9H4Z" fill="currentColor" />
      <path d="m16.5 9.5 5 5m0-5-5 5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
