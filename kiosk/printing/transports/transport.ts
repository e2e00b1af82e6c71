/**
 * How bytes reach a printer and come back. A transport knows nothing of tickets; the deadlines are the caller's, in
 * milliseconds from the call.
 */
export type SendOutcome =
  /** Every byte was handed over and the other side has taken it. */
  | 'sent'
  /** Not one byte left: sending again cannot print twice. */
  | 'failed_before_send'
  /** Some bytes may have left. */
  | 'unknown';

export type PrinterConnection = {
  /** Whether bytes can come back at all. */
  readonly canRead: boolean;
  /** A queue of the operating system: it takes a job whole or not at all. */
  readonly wholeJobs: boolean;
  /** False from the moment that a loss is known. */
  isOpen(): boolean;
  /** Bytes from the printer since the moment of connecting. One listener. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** Never rejects. One at a time. */
  send(bytes: Uint8Array, options: { deadlineMs: number; pacingMs: number }): Promise<SendOutcome>;
  /** Resolves when the other end is gone, whoever ended it. */
  readonly closed: Promise<void>;
  /** Lets the last bytes out, then ends; gives up after a while. Whether all went well. Never rejects. */
  close(): Promise<boolean>;
};

export type Transport = {
  /** For people and logs: `192.168.1.20:9100`, `/dev/usb/lp0`. */
  readonly address: string;
  /** Rejects with `printer.unreachable`. */
  connect(deadlineMs: number): Promise<PrinterConnection>;
};

export const CHUNK_BYTES = 4096;
export const CLOSE_GRACE_MS = 1000;
