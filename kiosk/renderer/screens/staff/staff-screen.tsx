import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IdleDialog } from '#kiosk/renderer/frame/idle-dialog.tsx';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { Mark } from '#shared/ui/brand/mark.tsx';
import { TouchButton } from '#shared/ui/touch/touch-button.tsx';
import { DevicePanel } from './device-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { PinForm } from './pin-form.tsx';
import { PrinterPanel } from './printer-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { TicketsPanel } from './tickets-panel.tsx';

const PANELS = {
  device: DevicePanel,
  printer: PrinterPanel,
  tickets: TicketsPanel,
  log: LogPanel,
  start: StartPanel,
} as const;
type PanelId = keyof typeof PANELS;

/** For staff: first the PIN, which the device checks, then everything about this kiosk. */
export function StaffScreen() {
  const { t } = useTranslation();
  const { bridge, flow } = useKiosk();
  const [session, setSession] = useState<string | null>(null);
  const [panel, setPanel] = useState<PanelId>('device');
  const Panel = PANELS[panel];

  function leave(): void {
    if (session) void bridge.invoke('staff.lock', { session }).catch(() => undefined);
    flow.actions.wipe();
  }

  return (
    <div className="flex h-full flex-col bg-canvas" data-testid="staff">
      <header className="flex items-center gap-4 px-10 pt-6 landscape:px-14">
        <Mark className="size-11 text-accent" />
        <h1 className="flex-1 text-2xl font-[700]">{t('staff.title')}</h1>
        <TouchButton onPress={leave} testId="staff-leave">
          {t('staff.leave')}
        </TouchButton>
      </header>
      {session === null ? (
        <main className="flex min-h-0 flex-1 flex-col px-10 py-8 landscape:px-14">
          <PinForm onOpen={setSession} />
        </main>
      ) : (
        <>
          <nav className="grid auto-cols-fr grid-flow-col gap-3 px-10 pt-5 landscape:px-14">
            {(Object.keys(PANELS) as PanelId[]).map((id) => (
              <TouchButton
                key={id}
                isPressed={panel === id}
                onPress={() => setPanel(id)}
                testId={`staff-${id}`}
                className="px-2"
              >
                {t(`staff.panel.${id}`)}
              </TouchButton>
            ))}
          </nav>
          <main className="min-h-0 flex-1 overflow-y-auto px-10 py-6 landscape:px-14">
            <Panel session={session} onLocked={() => setSession(null)} />
          </main>
        </>
      )}
      <IdleDialog />
    </div>
  );
}
