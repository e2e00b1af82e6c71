import type { Scheduler } from '#shared/domain/ports.ts';

/** Shorter than the analyser's window, so that no moment goes by unlooked at. */
const LOOK_EVERY_MS = 30;

export type SoundMeter = {
  /** Watches the output until `stop`, which returns the loudest RMS level seen, 0 to 1. */
  start(): { stop(): number };
};

/** Listens to what really flows through the graph: proof that a chime sounded, not that one was asked for. */
export function createSoundMeter(analyser: AnalyserNode, scheduler: Scheduler): SoundMeter {
  const window = new Float32Array(analyser.fftSize);

  function levelNow(): number {
    analyser.getFloatTimeDomainData(window);
    return Math.sqrt(window.reduce((sum, sample) => sum + sample * sample, 0) / window.length);
  }

  return {
    start() {
      let loudest = 0;
      let cancel = scheduler.after(0, look);
      function look(): void {
        loudest = Math.max(loudest, levelNow());
        cancel = scheduler.after(LOOK_EVERY_MS, look);
      }
      return {
        stop() {
          cancel();
          return loudest;
        },
      };
    },
  };
}
