import { useTranslation } from 'react-i18next';
import { NO_PREFERENCES, type Preferences } from '#kiosk/renderer/flow/flow-state.ts';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { LANGUAGES } from '#shared/domain/language.ts';
import type { KioskStart } from '#shared/protocol/bridge/kiosk-staff-contract.ts';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { useTopic } from '#shared/ui/use-topic.ts';
import { StaffError } from './staff-facts.tsx';
import { useStaff, type PanelProps } from './use-staff.ts';

const LAYOUTS = ['largeText', 'highContrast', 'lowReach', 'speech'] as const satisfies (keyof Preferences)[];

/** In which language and which layout this very kiosk meets the next person, who may still choose otherwise. */
export function StartPanel(props: PanelProps) {
  const { t } = useTranslation();
  const { bridge } = useKiosk();
  const staff = useStaff(props);
  const start: KioskStart = useTopic(bridge, 'kiosk.settings')?.start ?? { language: null, ...NO_PREFERENCES };
  const save = (change: Partial<KioskStart>): void =>
    void staff.call('staff.saveStart', { start: { ...start, ...change } });

  return (
    <div className="flex flex-col gap-6">
      <StaffError error={staff.error} />
      <h2 className="text-xl font-[700]">{t('staff.start.language')}</h2>
      <div className="flex flex-wrap gap-3">
        <TouchButton
          isPressed={start.language === null}
          onPress={() => save({ language: null })}
          isDisabled={staff.isBusy}
          testId="start-language-clinic"
        >
          {t('staff.start.clinicLanguage')}
        </TouchButton>
        {LANGUAGES.map(({ code, name }) => (
          <TouchButton
            key={code}
            isPressed={start.language === code}
            onPress={() => save({ language: code })}
            isDisabled={staff.isBusy}
            testId={`start-language-${code}`}
          >
            <span lang={code}>{name}</span>
          </TouchButton>
        ))}
      </div>
      <h2 className="text-xl font-[700]">{t('staff.start.layout')}</h2>
      <div className="flex flex-wrap gap-3">
        {LAYOUTS.map((key) => (
          <TouchButton
            key={key}
            isPressed={start[key]}
            onPress={() => save({ [key]: !start[key] })}
            isDisabled={staff.isBusy}
            testId={`start-${key}`}
          >
            {t(`preference.${key}`)}
          </TouchButton>
        ))}
      </div>
      <p className="max-w-[48rem] text-lg text-ink-soft">{t('staff.start.hint')}</p>
    </div>
  );
}
