import type { PrinterCommand } from './command-grammar.ts';
import type { Effect } from './effect.ts';
import { EscPosInterpreter } from './escpos-interpreter.ts';
import { ESCPOS_GRAMMAR } from './escpos-grammar.ts';
import { automaticStatus, realtimeStatus, type PrinterCondition } from './printer-condition.ts';
import { EscPosScanner, StarScanner, type RealtimeCommand } from './realtime-scanner.ts';
import { STAR_GRAMMAR, STAR_RASTER_GRAMMAR } from './star-grammar.ts';
import { StarInterpreter } from './star-interpreter.ts';
import { starStatus } from './star-status-bytes.ts';
import { StrictParser } from './strict-parser.ts';

/** Everything in which makes of printer differ, for the machine. */
export type Dialect = {
  parser: StrictParser;
  interpreter: { run(command: PrinterCommand): Effect[]; reset(): void };
  scanner: { feed(bytes: Uint8Array): RealtimeCommand[] };
  /** The answer to a status question. */
  status(condition: PrinterCondition, n: number, jobsPrinted: number): Buffer;
  automaticStatus(condition: PrinterCondition, jobsPrinted: number): Buffer;
  /** Said when the buffers have been emptied. */
  cleared: Buffer;
};

export function escPosDialect(dots: number): Dialect {
  return {
    parser: new StrictParser(ESCPOS_GRAMMAR),
    interpreter: new EscPosInterpreter(dots),
    scanner: new EscPosScanner(),
    status: (condition, n) => Buffer.from([realtimeStatus(condition, n)]),
    automaticStatus,
    cleared: Buffer.from([0x37, 0x25, 0x00]),
  };
}

export function starDialect(dots: number): Dialect {
  return {
    parser: new StrictParser(STAR_GRAMMAR, {
      enter: 'ESC * r A',
      leave: 'ESC * r B',
      rules: STAR_RASTER_GRAMMAR,
    }),
    interpreter: new StarInterpreter(dots),
    scanner: new StarScanner(),
    status: (condition, _n, jobsPrinted) => starStatus(condition, jobsPrinted),
    automaticStatus: starStatus,
    cleared: Buffer.alloc(0),
  };
}
