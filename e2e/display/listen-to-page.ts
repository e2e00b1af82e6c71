/** A tenth of a second of what left the page for the loudspeaker. */
type Heard = { hz: number; rms: number; peak: number };

declare global {
  // Filled by `tapLoudspeaker`, read by the test.
  var heard: Heard[];
}

/**
 * Runs in the page, before its own scripts: a second ear on everything that is connected to the loudspeaker, which knows
 * nothing of the page's own meter.
 */
export function tapLoudspeaker(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own node below
  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode | AudioParam) => AudioNode;
  globalThis.heard = [];
  Object.assign(AudioNode.prototype, {
    connect(this: AudioNode, to: AudioNode | AudioParam) {
      if (to instanceof AudioDestinationNode) listenTo(this);
      return connect.call(this, to);
    },
  });

  function listenTo(source: AudioNode): void {
    const ear = new AnalyserNode(source.context, { fftSize: 8192, smoothingTimeConstant: 0 });
    connect.call(source, ear);
    const spectrum = new Float32Array(ear.frequencyBinCount);
    const wave = new Float32Array(ear.fftSize);
    setInterval(() => {
      ear.getFloatFrequencyData(spectrum);
      ear.getFloatTimeDomainData(wave);
      const strongest = spectrum.reduce((best, level, i) => (level > (spectrum[best] ?? 0) ? i : best), 0);
      const rms = Math.sqrt(wave.reduce((sum, sample) => sum + sample * sample, 0) / wave.length);
      const peak = wave.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
      if (rms > 0.001) heard.push({ hz: (strongest * source.context.sampleRate) / ear.fftSize, rms, peak });
    }, 100);
  }
}
