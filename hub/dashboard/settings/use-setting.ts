import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ApiContract } from '#shared/protocol/api/contract.ts';
import { changeSettings, listSettings, type Setting } from '#shared/protocol/api/settings.ts';
import { LOCATION_SETTINGS, type LocationSettingKey, type LocationSettingValue } from '#shared/protocol/settings.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useList } from '#dashboard/listing/use-list.ts';

const SETTINGS_KEY = 'settings';

export type SettingAccess<K extends LocationSettingKey> = {
  query: UseQueryResult;
  /** Undefined until it has been read. */
  setting: { rev: number; value: LocationSettingValue<K> } | undefined;
  /** Chooses it anew, whole. Throws `setting.changed_meanwhile` when somebody else was faster; it is then read anew. */
  save: (value: LocationSettingValue<K>) => Promise<void>;
};

/** One of the location's settings. */
export function useSetting<K extends LocationSettingKey>(key: K): SettingAccess<K> {
  const { client, ids, notices } = useDashboard();
  const queries = useQueryClient();
  const query = useList(SETTINGS_KEY, listSettings, {});
  const found = query.data?.find((setting) => setting.key === key);
  const setting = found && {
    rev: found.rev,
    value: LOCATION_SETTINGS[key].parse(found.value) as LocationSettingValue<K>,
  };
  return {
    query,
    setting,
    async save(value) {
      const contract = changeSettings.find((change) => change.key === key) as ApiContract;
      const body = { rev: setting?.rev ?? 0, value };
      try {
        const saved = (await client.call(contract, { body } as never, { idempotencyKey: ids() })) as Setting;
        queries.setQueriesData<Setting[]>({ queryKey: [SETTINGS_KEY] }, (rows) =>
          rows?.map((row) => (row.key === key ? saved : row)),
        );
        notices.show({ tone: 'done', text: { key: 'notice.saved' } });
      } finally {
        void queries.invalidateQueries({ queryKey: [SETTINGS_KEY] });
      }
    },
  };
}
