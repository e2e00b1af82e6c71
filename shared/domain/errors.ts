/**
 * The one error type for everything that is illegal or cannot be done. `code` is stable and is what programs and
 * texts (`error.<code>`) go by; `details` hold ids and states, never patient data.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}
