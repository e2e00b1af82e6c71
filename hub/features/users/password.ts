import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes: the minimum that OWASP's password storage sheet gives, and the library's default. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** The hash of something no one knows: what an unknown account is checked against, so that it takes as long as a known one. */
const decoy = hash(crypto.getRandomValues(new Uint8Array(32)));

/** `passwordHash` null: there is no such account, or it cannot sign in. Takes the same time either way. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== null;
}
