import type { Ids } from '#shared/domain/ports.ts';
import type { locations } from '#hub/db/schema/clinic.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

/** What every change of a batch is done in. */
export type OfflineScope = CommandScope & { location: typeof locations.$inferSelect; ids: Ids };
