import type { inspectLink } from '#shared/protocol/api/accounts.ts';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { SessionReply } from '#dashboard/session/session-ports.ts';

export type LinkFacts = ContractReply<typeof inspectLink>;

/** What each form behind a one-time link is given. */
export type LinkFormProps = {
  token: string;
  onDone: (session: SessionReply) => void;
  /** The hub no longer takes the link: somebody used it meanwhile, or it expired. */
  onBadLink: () => void;
};
