import { lazy, Suspense } from 'react';
import { STEPS } from '#kiosk/renderer/flow/steps.ts';
import { useFlow, useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { AttractScreen } from './attract-screen.tsx';
import { FailedScreen } from './failed-screen.tsx';
import { Frame } from '#kiosk/renderer/frame/frame.tsx';
import { ailmentOf, OutOfServiceScreen } from './out-of-service-screen.tsx';
import { PairingScreen } from './pairing-screen.tsx';
import { useTopic } from '#shared/ui/use-topic.ts';
import { SendingScreen } from './sending-screen.tsx';
import { TokenScreen } from './token-screen.tsx';

/** Fetched when staff first ask for it: patients need not wait for it. */
const StaffScreen = lazy(async () => ({ default: (await import('./staff/staff-screen.tsx')).StaffScreen }));

/** The one screen that the state of the device and of the registration calls for. */
export function CurrentScreen() {
  const { bridge, device, choices, flow } = useKiosk();
  const ailment = ailmentOf(useTopic(bridge, 'kiosk.health'));
  const stage = useFlow((state) => state.stage);
  // Someone half-way through is not thrown out when the device is unpaired; the next person is not let in.
  if (!device.paired && stage.at === 'attract') return <PairingScreen />;
  if (stage.at === 'staff')
    return (
      <Suspense fallback={null}>
        <StaffScreen />
      </Suspense>
    );
  if (stage.at === 'attract' && ailment) return <OutOfServiceScreen ailment={ailment} />;
  if (stage.at === 'attract') return <AttractScreen />;
  if (stage.at === 'token') return <TokenScreen checkedIn={stage.checkedIn} />;
  if (stage.at === 'sending') return <SendingScreen />;
  if (stage.at === 'failed') return <FailedScreen code={stage.code} />;
  const step = STEPS.find(({ id }) => id === stage.stepId);
  if (!step) return null;
  return (
    <Frame key={step.id} stepId={step.id}>
      <step.Screen draft={stage.draft} choices={choices} onAnswer={(answer) => flow.actions.answer(step.id, answer)} />
    </Frame>
  );
}
