import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components/Button';
import { LANGUAGES, localize, type Language } from '#shared/domain/language.ts';
import { Doorways } from '#kiosk/renderer/frame/doorways.tsx';
import { PaperNotice } from '#kiosk/renderer/frame/paper-notice.tsx';
import { PreferenceBar } from '#kiosk/renderer/frame/preference-bar.tsx';
import { StaffDoor } from '#kiosk/renderer/frame/staff-door.tsx';
import { StaffMarks } from '#kiosk/renderer/frame/staff-marks.tsx';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { useScanner } from '#kiosk/renderer/scan/use-scanner.ts';

/** Letters of a word that fits on a line in the largest size. */
const LONGEST_LARGE = 9;

/** Waits for the next person: touch anywhere to begin in the clinic's language, or one's own below. */
export function AttractScreen() {
  const { t } = useTranslation();
  const { device, flow, language } = useKiosk();
  const lowReach = useFlow((state) => state.preferences.lowReach);
  const wanted = useFlow((state) => state.settings?.languages ?? []);
  useScanner((code) => flow.actions.scan(code, language));
  const title = t('attract.title');
  const clinic = device.location ? localize(device.location.name, language) : '';
  return (
    <main className="flex h-full flex-col bg-hero landscape:flex-row">
      <div
        className={`relative flex min-h-0 flex-1 flex-col overflow-hidden px-12 pt-14 text-on-hero ${lowReach ? 'portrait:justify-end portrait:pb-28' : ''}`}
      >
        <Doorways className={`absolute inset-x-0 bottom-0 h-[48%] w-full ${lowReach ? 'portrait:hidden' : ''}`} />
        <Button
          data-testid="attract"
          aria-label={t('attract.body')}
          onPress={() => flow.actions.begin(language)}
          className="absolute inset-0 cursor-pointer data-[focus-visible]:outline-offset-[-0.8rem] data-[focus-visible]:outline-on-hero"
        />
        <div className="pointer-events-none relative flex items-center gap-5">
          <StaffDoor className="size-14 text-glow" />
          <span className="flex-1 text-xl font-[600]">{clinic}</span>
          <StaffMarks />
        </div>
        <h1
          className={`pointer-events-none relative mt-16 font-[720] tracking-[-0.03em] rtl:tracking-normal landscape:mt-12 ${longestWord(title) > LONGEST_LARGE ? 'text-5xl landscape:text-4xl' : 'text-6xl landscape:text-5xl'}`}
        >
          {title}
        </h1>
        <p className="pointer-events-none relative mt-6 max-w-[30rem] text-2xl">{t('attract.body')}</p>
      </div>
      <div className="flex flex-col gap-7 rounded-t-2xl bg-canvas px-10 pt-10 pb-9 landscape:w-[46%] landscape:justify-center landscape:rounded-none landscape:px-12">
        <PaperNotice />
        <ul className="grid grid-cols-2 gap-4" aria-label={t('common.language')}>
          {offered(wanted).map(({ code, name }) => (
            <li key={code}>
              <Button
                lang={code}
                data-testid={`language-${code}`}
                onPress={() => flow.actions.begin(code)}
                className="min-h-20 w-full cursor-pointer rounded-lg border-2 border-line-strong bg-surface text-2xl font-[600] text-ink select-none data-[hovered]:border-accent data-[pressed]:bg-accent data-[pressed]:text-on-accent"
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
        <PreferenceBar />
      </div>
    </main>
  );
}

/** The clinic's choice, in its order; all of them where it has made none. */
function offered(wanted: readonly Language[]): { code: Language; name: string }[] {
  if (wanted.length === 0) return [...LANGUAGES];
  return wanted.flatMap((code) => LANGUAGES.find((language) => language.code === code) ?? []);
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map((word) => word.length));
}
