import { useTranslation } from 'react-i18next';
import { Notice } from '#kiosk/renderer/frame/notice.tsx';
import { DeskIcon } from '#kiosk/renderer/frame/kiosk-icons.tsx';
import { StaffDoor } from '#kiosk/renderer/frame/staff-door.tsx';
import type { KioskHealth } from '#shared/protocol/bridge/kiosk-contract.ts';

export type Ailment = 'blocked' | 'diskFull' | 'clockJumped';

/** Why this kiosk cannot check anyone in, or null when it can. The gravest first. */
export function ailmentOf(health: KioskHealth | undefined): Ailment | null {
  if (!health) return null;
  if (health.blockedBy !== null) return 'blocked';
  if (health.disk === 'full') return 'diskFull';
  return health.clock === 'jumped' ? 'clockJumped' : null;
}

/** Before anyone begins: where to go instead, and for staff what is the matter. In the clinic's language. */
export function OutOfServiceScreen({ ailment }: { ailment: Ailment }) {
  const { t } = useTranslation();
  return (
    <main className="flex h-full flex-col bg-canvas px-10 py-10 landscape:px-14">
      <StaffDoor />
      <Notice
        testId={`out-of-service-${ailment}`}
        icon={<DeskIcon className="size-14" />}
        title={t('outOfService.title')}
        body={t('outOfService.body')}
      />
      <p className="max-w-[48rem] border-s-4 border-line-strong ps-5 text-lg text-ink-soft">
        {t(`outOfService.staff.${ailment}`)}
      </p>
    </main>
  );
}
