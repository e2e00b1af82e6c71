/** What a printer says of itself, whatever its dialect. */
export type PrinterCondition = {
  paper: 'ok' | 'low' | 'out';
  coverOpen: boolean;
  /** Cutter, head, supply: somebody has to look. */
  error: boolean;
};

/** The same, in the one word that screens and the dashboard show. */
export type PrinterStateWord = 'ready' | 'paper_low' | 'paper_out' | 'cover_open' | 'error';

/** The most pressing word: an open cover explains missing paper, so it comes first. */
export function stateWord(condition: PrinterCondition): PrinterStateWord {
  if (condition.coverOpen) return 'cover_open';
  if (condition.paper === 'out') return 'paper_out';
  if (condition.error) return 'error';
  return condition.paper === 'low' ? 'paper_low' : 'ready';
}

export function canPrint(condition: PrinterCondition): boolean {
  return condition.paper !== 'out' && !condition.coverOpen && !condition.error;
}
