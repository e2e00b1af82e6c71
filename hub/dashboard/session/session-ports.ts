import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { signIn } from '#shared/protocol/api/auth.ts';

export type SessionReply = ContractReply<typeof signIn>;
export type Credentials = { email: string; password: string };

/** The three calls that need no access token: they go by password or by the refresh cookie. */
export type AuthCalls = {
  signIn(credentials: Credentials): Promise<SessionReply>;
  refresh(): Promise<SessionReply>;
  signOut(): Promise<void>;
};

/** What tabs of one browser tell each other. They share the refresh cookie, so they share its fate. */
export type SessionMessage = { type: 'session'; session: SessionReply } | { type: 'signed_out' };

export type SessionChannel = {
  post(message: SessionMessage): void;
  /** Hears the other tabs, never this one. */
  listen(listener: (message: SessionMessage) => void): void;
};

/** Runs `task` while no other tab runs one: the refresh cookie is rotated, so two tabs must not spend it at once. */
export type SessionLock = <T>(task: () => Promise<T>) => Promise<T>;
