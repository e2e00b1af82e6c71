import type { Language } from '#shared/domain/language.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { Bridge } from '#shared/protocol/bridge/bridge.ts';
import type { Announcement, DisplayContract } from '#shared/protocol/bridge/display-contract.ts';
import type { DisplayStore } from '#display/renderer/display-store.ts';
import type { Sound } from '#display/renderer/sound/sound.ts';
import type { Voice } from '#display/renderer/sound/voice.ts';
import { createCallInbox } from './call-inbox.ts';
import { runCalls } from './run-calls.ts';
import { soundCall } from './sound-call.ts';

export type StartCallingOptions = {
  bridge: Bridge<DisplayContract>;
  store: DisplayStore;
  sound: Sound;
  voices: readonly Voice[];
  scheduler: Scheduler;
};

/** Ties what the device names to what the room sees and hears. */
export function startCalling({ bridge, store, sound, voices, scheduler }: StartCallingOptions): void {
  let clinicLanguage: Language = 'en';
  bridge.subscribe('device.state', ({ location }) => {
    clinicLanguage = location?.language ?? clinicLanguage;
  });

  // If this is lost, the device names the call again as soon as it is back, and hears it again.
  const announced = ({ uid, callCount }: Announcement, heard: boolean): void => {
    bridge.invoke('display.announced', { uid, callCount, heard }).catch(() => undefined);
  };
  const inbox = createCallInbox(announced);
  bridge.subscribe('display.announcement', (call) => {
    if (call) inbox.receive(call);
  });

  void runCalls({
    inbox,
    show: (showing) => store.setState({ showing }),
    sound: (call) => soundCall({ sound, voices, clinicLanguage: () => clinicLanguage }, call),
    announced,
    scheduler,
  });
}
