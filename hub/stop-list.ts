export type StopList = {
  /** `stop` will run before everything that was added earlier. */
  add(stop: () => Promise<void> | void): void;
  /** Runs each once, last first. A failing one does not keep the others from being stopped. */
  stopAll(): Promise<void>;
};

export function createStopList(): StopList {
  const stops: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | null = null;

  async function run(): Promise<void> {
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        await stop();
      } catch {
        // What is left to stop matters more than why this one would not.
      }
    }
  }

  return {
    add: (stop) => stops.push(stop),
    stopAll: async () => (stopping ??= run()),
  };
}
