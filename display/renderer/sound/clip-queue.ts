import type { Scheduler } from '#shared/domain/ports.ts';

/** Time to hand the first buffer over before it is due. */
const LEAD_SECONDS = 0.03;
/** How much longer than it should a sound may take before its output counts as dead. */
const GRACE_MS = 1_500;

export type ClipQueue = {
  /**
   * Plays clips one after the other without a gap, after whatever was queued before. Resolves true when the last one has
   * ended, false when the audio clock stood still (an unplugged screen, a context that was suspended).
   */
  play: (clips: readonly AudioBuffer[]) => Promise<boolean>;
};

/** Starts are given to the audio clock in advance, to the sample: a timer in the page could only be late. */
export function createClipQueue(context: AudioContext, output: AudioNode, scheduler: Scheduler): ClipQueue {
  let freeAt = 0;

  return {
    play(clips) {
      if (clips.length === 0) return Promise.resolve(true);
      freeAt = Math.max(freeAt, context.currentTime + LEAD_SECONDS);
      let last: AudioBufferSourceNode | undefined;
      for (const clip of clips) {
        last = new AudioBufferSourceNode(context, { buffer: clip });
        last.connect(output);
        last.start(freeAt);
        freeAt += clip.duration;
      }
      const lastsMs = (freeAt - context.currentTime) * 1000;
      return new Promise((resolve) => {
        const cancel = scheduler.after(lastsMs + GRACE_MS, () => resolve(false));
        last?.addEventListener('ended', () => {
          cancel();
          resolve(true);
        });
      });
    },
  };
}
