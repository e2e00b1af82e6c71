import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Dialog } from '#dashboard/controls/dialog.tsx';
import { SHORTCUT_KEYS } from './shortcuts.ts';

type Line = { keys: string; textKey: string };

const ACTIONS: readonly Line[] = Object.entries(SHORTCUT_KEYS).map(([name, keys]) => ({
  keys,
  textKey: name === 'next' || name === 'undo' ? `help.${name}` : `action.${name}`,
}));
const MOVES: readonly Line[] = [
  { keys: '1–9', textKey: 'help.queue' },
  { keys: '← →', textKey: 'help.queueBy' },
  { keys: '↑ ↓', textKey: 'help.entryBy' },
  { keys: 'Esc', textKey: 'help.leave' },
  { keys: '/', textKey: 'help.find' },
  { keys: '?', textKey: 'help.help' },
];

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { preferences } = useDashboard();
  const isOn = useStore(preferences, (state) => state.shortcutsOn);
  return (
    <Dialog isOpen onClose={onClose} title={t('help.title')} wide testId="help-dialog">
      <p className="mb-4 text-base text-ink-soft">
        {t('help.text')} {t('ticket.scanHelp')}
      </p>
      <div className="grid gap-x-10 sm:grid-cols-2">
        <KeyList lines={ACTIONS} />
        <div className="flex flex-col justify-between gap-6">
          <KeyList lines={MOVES} />
          <Switch
            isSelected={isOn}
            onChange={(shortcutsOn) => preferences.setState({ shortcutsOn })}
            data-testid="shortcuts-switch"
            className="group flex cursor-pointer items-center gap-3 text-base font-semibold"
          >
            <span className="flex h-7 w-12 shrink-0 items-center rounded-pill border border-line-strong bg-sunken p-0.5 group-data-focus-visible:outline-2 group-data-selected:bg-accent">
              <span className="size-5 rounded-pill bg-line-strong transition-transform group-data-selected:translate-x-5 group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-5" />
            </span>
            {t('help.on')}
          </Switch>
        </div>
      </div>
    </Dialog>
  );
}

function KeyList({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation();
  return (
    <dl className="flex flex-col">
      {lines.map(({ keys, textKey }) => (
        <div key={textKey} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
          <dt className="text-base">{t(textKey)}</dt>
          <dd dir="ltr">
            <kbd className="inline-block min-w-8 rounded-sm border border-line-strong bg-canvas px-2 py-0.5 text-center font-numerals text-sm font-semibold">
              {keys}
            </kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
}
