import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '#shared/ui/i18n/error-text.ts';
import { LOCATION_SETTINGS, type LocationSettingKey, type LocationSettingValue } from '#shared/protocol/settings.ts';
import { useSetting, type SettingAccess } from './use-setting.ts';

export type SettingForm<K extends LocationSettingKey> = {
  query: SettingAccess<K>['query'];
  /** As it is being changed; undefined until the setting has been read. */
  draft: LocationSettingValue<K> | undefined;
  put: (change: Partial<LocationSettingValue<K>>) => void;
  isChanged: boolean;
  isBusy: boolean;
  /** Contradicts itself; nobody could save it. */
  isInvalid: boolean;
  problem: string | null;
  save: () => void;
  discard: () => void;
  /** As a clinic has it that never chose. */
  putDefaults: () => void;
};

/** A setting being changed. Until somebody touches it, it follows what others save; from then on it is theirs. */
export function useSettingForm<K extends LocationSettingKey>(key: K): SettingForm<K> {
  const { t } = useTranslation();
  const { query, setting, save } = useSetting(key);
  const [changed, setChanged] = useState<LocationSettingValue<K> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const draft = changed ?? setting?.value;

  async function run(): Promise<void> {
    if (draft === undefined || isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await save(draft);
      setChanged(null);
    } catch (error) {
      setProblem(errorText(t, error));
    } finally {
      setBusy(false);
    }
  }

  return {
    query,
    draft,
    isBusy,
    problem,
    isChanged: changed !== null && JSON.stringify(changed) !== JSON.stringify(setting?.value),
    isInvalid: draft !== undefined && !LOCATION_SETTINGS[key].safeParse(draft).success,
    put: (change) => draft && setChanged({ ...draft, ...change }),
    save: () => void run(),
    discard() {
      setChanged(null);
      setProblem(null);
    },
    putDefaults: () => setChanged(LOCATION_SETTINGS[key].parse({}) as LocationSettingValue<K>),
  };
}
