import { useTranslation } from 'react-i18next';
import { localize } from '#shared/domain/language.ts';
import { activeServices, isWalkIn } from '#kiosk/renderer/flow/draft.ts';
import { defineStep, type StepProps } from '#kiosk/renderer/flow/define-step.ts';
import { ServiceIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { WaitAside } from '#kiosk/renderer/frame/wait-aside.tsx';
import { ChoiceCard } from '#shared/ui/touch/choice-card.tsx';
import { ChoiceList } from './choice-list.tsx';

/** Not asked where there is only one service. */
export const serviceStep = defineStep({
  id: 'service',
  isNeeded: (draft, { choices }) => isWalkIn(draft) && activeServices(choices).length !== 1,
  Screen: ServiceScreen,
});

function ServiceScreen({ draft, choices, onAnswer }: StepProps) {
  const { t } = useTranslation();
  const services = activeServices(choices);
  if (services.length === 0)
    return (
      <Notice
        testId="no-services"
        icon={<ServiceIcon className="size-14" />}
        title={t('service.noneTitle')}
        body={t('service.noneBody')}
      />
    );
  return (
    <ChoiceList title={t('service.title')}>
      {services.map((service) => (
        <ChoiceCard
          key={service.uid}
          testId="service-choice"
          icon={<ServiceIcon className="size-9" />}
          title={localize(service.name, draft.language)}
          aside={<WaitAside waiting={service.waiting} waitMinutes={service.waitMinutes} />}
          onPress={() => onAnswer({ serviceUid: service.uid, doctorUid: null })}
        />
      ))}
    </ChoiceList>
  );
}
