/** A reply of the API, taken apart. */
export type Answer<T> = { status: number; data?: T; error?: { code: string; details: Record<string, unknown> } };

export async function readAnswer<T>(response: Promise<Response>): Promise<Answer<T>> {
  const answer = await response;
  return { status: answer.status, ...((await answer.json()) as object) };
}
