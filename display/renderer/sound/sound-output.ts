import type { Scheduler } from '#shared/domain/ports.ts';
import { chimeSamples } from './chime-samples.ts';
import { createClipQueue } from './clip-queue.ts';
import { createSoundMeter } from './sound-meter.ts';

/** RMS below which an output counts as silent: -46 dB, a tenth of the chime's quietest moment that still carries. */
const AUDIBLE_RMS = 0.005;

/** One audio context with all that hangs on it. When it dies, all of it is replaced together. */
export type SoundOutput = {
  context: AudioContext;
  /** Plays the chime; true only when the clock ran and the meter really heard it. */
  chime(): Promise<boolean>;
  /** Plays clips gaplessly behind it; true when they were played to the end. */
  playClips(clips: readonly AudioBuffer[]): Promise<boolean>;
};

export function openSoundOutput(context: AudioContext, scheduler: Scheduler): SoundOutput {
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  analyser.connect(context.destination);
  const queue = createClipQueue(context, analyser, scheduler);
  const meter = createSoundMeter(analyser, scheduler);
  const chime = toBuffer(context, chimeSamples(context.sampleRate));

  return {
    context,
    async chime() {
      const watch = meter.start();
      const ended = await queue.play([chime]);
      return watch.stop() > AUDIBLE_RMS && ended;
    },
    playClips: queue.play,
  };
}

function toBuffer(context: AudioContext, samples: Float32Array<ArrayBuffer>): AudioBuffer {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate, numberOfChannels: 1 });
  buffer.copyToChannel(samples, 0);
  return buffer;
}
