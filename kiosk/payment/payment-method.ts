import type { VisitPayment } from '#shared/protocol/sync/check-in-op.ts';

export type PaymentRequest = {
  /** Of the check-in: asked twice, it is one payment. */
  idempotencyKey: string;
  amountMinor: number;
  currency: string;
};

/** `unknown`: the terminal has not said; the desk must look before anyone pays again. */
export type PaymentOutcome =
  | { status: 'settled'; reference: string }
  | { status: 'declined' | 'cancelled' | 'unknown'; code: string };

/**
 * A way to pay at the kiosk. Card data never comes here: a terminal of its own, or a QR for the patient's own bank app.
 * `pay` settles within its own time and never throws.
 */
export type PaymentMethod = {
  id: Exclude<VisitPayment['method'], 'desk'>;
  isAvailable(): boolean;
  /** What the screen shows while the patient pays: a UPI address to be drawn as a QR, or nothing for a terminal. */
  prompt(request: PaymentRequest): { qrText: string } | null;
  pay(request: PaymentRequest, signal: AbortSignal): Promise<PaymentOutcome>;
};
