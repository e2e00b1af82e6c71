import type { ApiContract } from '#shared/protocol/api/contract.ts';
import { changeSettings } from '#shared/protocol/api/settings.ts';
import type { TicketSettings } from '#shared/domain/settings/ticket-settings.ts';
import type { LocationSettingKey } from '#shared/protocol/settings.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { reorderWaiting } from '#hub/features/queue/reorder-waiting.ts';
import { putTicketSettings } from '#hub/features/tickets/put-ticket-settings.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute, type Route } from '#hub/http/route.ts';
import { putKioskSettings } from './put-kiosk-settings.ts';
import { saveSetting, toSetting } from './settings.store.ts';

/** What kiosks are told of. */
const OF_KIOSKS: ReadonlySet<LocationSettingKey> = new Set(['kiosk', 'languages']);

/** One operation a setting. */
export const changeSettingRoutes: readonly Route[] = changeSettings.map(changeSettingRoute);

function changeSettingRoute(contract: ApiContract & { key: LocationSettingKey }): Route {
  return defineRoute(
    contract,
    { roles: ['admin', 'manager'] },
    async ({ input, actor, tx, feed, request, now }) => {
      const { rev, value } = input as { rev: number; value: unknown };
      const saved = await saveSetting(tx, actor, { key: contract.key, rev, value });
      if (OF_KIOSKS.has(contract.key)) await putKioskSettings(tx, feed, actor.locationId);
      if (contract.key === 'ticket') {
        await putTicketSettings(tx, feed, actor.locationId, { rev: saved.rev, value: value as TicketSettings });
      }
      // Those who wait are ordered by what holds now, in the transaction that makes it hold.
      if (contract.key === 'queue_priorities') await reorderWaiting(commandScope({ tx, feed, actor, request, now }));
      await recordAudit(tx, {
        locationId: actor.locationId,
        actor,
        at: now(),
        action: `settings.change.${contract.key}`,
        entity: 'setting',
        entityUid: null,
        requestId: request.id,
        // A setting is no patient data: what was chosen can be told from the log.
        details: { key: contract.key, rev: saved.rev, value: withoutPicture(value) },
      });
      return toSetting(contract.key, saved);
    },
    { once: true },
  );
}

/** A logo's bytes would say nothing to who reads the log; its length says that there is one, and whether it changed. */
function withoutPicture(value: unknown): unknown {
  const { logo_png: logo } = value as Partial<TicketSettings>;
  return typeof logo === 'string' ? { ...(value as object), logo_png: `${logo.length} characters` } : value;
}
