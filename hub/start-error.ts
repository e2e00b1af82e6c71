/**
 * The hub cannot start, for a reason that the person at the terminal can mend. The message is one line, says what is
 * wrong and what to do, and holds no secret.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
