import { useTranslation } from 'react-i18next';
import { Button } from '#dashboard/controls/button.tsx';
import type { SettingForm } from './use-setting-form.ts';

export type SaveBarProps = {
  form: Pick<SettingForm<never>, 'isChanged' | 'isBusy' | 'isInvalid' | 'problem' | 'save' | 'discard'>;
  /** What saving brings about, where that is not plain. */
  effect?: string;
};

/** Under a setting: nothing is saved by itself, and it says so. */
export function SaveBar({ form, effect }: SaveBarProps) {
  const { t } = useTranslation();
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-3 border-t border-line bg-surface px-4 py-2.5">
      <p role="status" className="min-w-0 grow text-base">
        {form.problem ? (
          <span role="alert" className="font-semibold text-alert">
            {form.problem}
          </span>
        ) : (
          form.isChanged && <span className="text-ink-soft">{effect ?? t('setting.unsaved')}</span>
        )}
      </p>
      <Button isDisabled={!form.isChanged || form.isBusy} onPress={form.discard} data-testid="setting-discard">
        {t('setting.discard')}
      </Button>
      <Button
        tone="primary"
        isDisabled={!form.isChanged || form.isBusy || form.isInvalid}
        aria-busy={form.isBusy}
        onPress={form.save}
        data-testid="setting-save"
      >
        {t(form.isBusy ? 'form.saving' : 'common.save')}
      </Button>
    </div>
  );
}
