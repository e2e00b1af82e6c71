/** No finger types like this, character after character; a scanner does. */
const MOST_BETWEEN_KEYS_MS = 60;
const LEAST_LENGTH = 6;
const MOST_LENGTH = 500;

export type ScanReader = {
  /** One key, and when it was pressed, in ms from any point. Gives the code when this key ends one. */
  read(key: string, at: number): string | null;
};

/** A barcode scanner is a keyboard: a burst of keys, then Enter. What is typed at a person's pace is none. */
export function createScanReader(): ScanReader {
  let text = '';
  let lastAt = -Infinity;
  return {
    read(key, at) {
      const isBurst = at - lastAt <= MOST_BETWEEN_KEYS_MS;
      if (key === 'Enter') {
        const code = isBurst && text.length >= LEAST_LENGTH ? text : null;
        text = '';
        return code;
      }
      // Shift and the like come in between.
      if (Array.from(key).length !== 1) return null;
      text = (isBurst ? text : '') + key;
      if (text.length > MOST_LENGTH) text = '';
      lastAt = at;
      return null;
    },
  };
}
