import { commandScope, type CommandScope } from '#hub/http/command-scope.ts';

/** What every command of the queue works in. */
export type QueueScope = CommandScope;
export const scopeOf = commandScope;
