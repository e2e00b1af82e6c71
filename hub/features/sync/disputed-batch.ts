/** Some of a batch is here already, or comes twice in it: one by one they can be told apart. */
export class DisputedBatch extends Error {
  override readonly name = 'DisputedBatch';
}
