import type { Scheduler } from '#shared/domain/ports.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import type { CallInbox } from './call-inbox.ts';

export type RunCallsOptions = {
  inbox: CallInbox;
  /** Fills the screen with a call, or gives it back to the board. */
  show: (call: Announcement | null) => void;
  /** Chime and voice. True when the chime was really heard. Must settle. */
  sound: (call: Announcement) => Promise<boolean>;
  /** Tells the device, which then names the next call. */
  announced: (call: Announcement, heard: boolean) => void;
  scheduler: Scheduler;
};

/** Long enough to look up, find one's number and read where to go. */
const SHOWN_AT_LEAST_MS = 6_000;
/** With nobody else in line, a call stays a while longer. */
const LINGERS_MS = 4_000;

/** One call after the other, for as long as the page lives. */
export async function runCalls({ inbox, show, sound, announced, scheduler }: RunCallsOptions): Promise<never> {
  const pause = (ms: number) => new Promise<void>((resolve) => void scheduler.after(ms, resolve));

  for (;;) {
    const call = await inbox.take();
    show(call);
    const [heard] = await Promise.all([sound(call).catch(() => false), pause(SHOWN_AT_LEAST_MS)]);
    inbox.done(call, heard);
    announced(call, heard);
    await untilNextOr(inbox, LINGERS_MS, scheduler);
    if (!inbox.hasNext()) show(null);
  }
}

async function untilNextOr(inbox: CallInbox, ms: number, scheduler: Scheduler): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const cancel = scheduler.after(ms, resolve);
  await Promise.race([inbox.untilNext(), late]);
  cancel();
}
