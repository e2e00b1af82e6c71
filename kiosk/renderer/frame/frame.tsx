import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useFlow } from '#kiosk/renderer/kiosk-context.ts';
import { IdleDialog } from './idle-dialog.tsx';
import { NavigationBar } from './navigation-bar.tsx';
import { TopBar } from './top-bar.tsx';

export type FrameProps = { children: ReactNode; stepId?: string; hasBack?: boolean };

/** What surrounds every question: where one is, the question, and the ways out of it. */
export function Frame({ children, stepId, hasBack = true }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  const lowReach = useFlow((state) => state.preferences.lowReach);

  // A new question (the frame is keyed by it) takes the focus: its first field, or else its heading, so that it is read aloud.
  useLayoutEffect(() => {
    const target = main.current?.querySelector('input') ?? main.current?.querySelector('h1');
    target?.focus();
  }, []);

  return (
    <div className="flex h-full flex-col bg-canvas">
      <TopBar stepId={stepId} />
      <main
        ref={main}
        className={`flex min-h-0 flex-col px-10 pb-6 landscape:px-14 ${lowReach ? 'flex-1 portrait:mt-auto portrait:flex-initial' : 'flex-1 portrait:pt-10'}`}
      >
        {children}
      </main>
      <NavigationBar hasBack={hasBack} />
      <IdleDialog />
    </div>
  );
}
