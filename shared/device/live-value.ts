/** A value that others watch: the source of a bridge topic. */
export type LiveValue<T> = {
  get(): T;
  /** Listeners hear each value that differs from the one before; not the present one. */
  onChange(listener: (value: T) => void): () => void;
};

export type LiveCell<T> = LiveValue<T> & { set(value: T): void };

/** `set` tells nobody when the value is the same as JSON: renderers need not draw what they have. */
export function liveCell<T>(initial: T): LiveCell<T> {
  let present = initial;
  let text = JSON.stringify(initial);
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => present,
    set: (value) => {
      const next = JSON.stringify(value);
      if (next === text) return;
      present = value;
      text = next;
      for (const listener of listeners) listener(value);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
