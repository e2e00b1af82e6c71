import { LogOut } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover, Radio, RadioGroup, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StaffUser } from '#shared/protocol/api/auth.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { Button } from '#dashboard/controls/button.tsx';
import { LanguagePicker } from '#dashboard/preferences/language-picker.tsx';
import type { Theme } from '#dashboard/preferences/preferences.store.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function UserMenu({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  const { session, preferences } = useDashboard();
  const theme = useStore(preferences, (state) => state.theme);
  return (
    <DialogTrigger>
      <AriaButton
        aria-label={t('user.menu', { name: user.display_name })}
        data-testid="user-menu"
        className="mx-auto flex size-12 items-center justify-center rounded-pill bg-accent text-lg font-semibold text-on-accent hover:bg-accent-strong"
      >
        <span
          aria-hidden="true"
          data-initials={initialsOf(user.display_name)}
          className="after:content-[attr(data-initials)]"
        />
      </AriaButton>
      <Popover
        placement="end bottom"
        className="w-80 rounded-lg border border-line bg-surface text-ink shadow-floating outline-none"
      >
        <Dialog
          aria-label={t('user.menu', { name: user.display_name })}
          className="flex flex-col gap-4 p-5 outline-none"
        >
          <div>
            <p className="text-lg font-semibold">
              <bdi>{user.display_name}</bdi>
            </p>
            <p className="text-sm text-ink-soft">
              {t(`role.${user.role}`)} · <bdi>{user.email}</bdi>
            </p>
          </div>
          <RadioGroup value={theme} onChange={(value) => preferences.setState({ theme: value as Theme })}>
            <Label className="text-sm font-semibold">{t('user.theme')}</Label>
            <div className="mt-1.5 flex gap-1 rounded-md bg-sunken p-1">
              {THEMES.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  data-testid={`theme-${value}`}
                  className="flex min-h-9 grow cursor-pointer items-center justify-center rounded-sm px-2 text-center text-sm outline-offset-0 data-focus-visible:outline-2 data-selected:bg-surface data-selected:font-semibold data-selected:shadow-raised"
                >
                  {t(`user.theme.${value}`)}
                </Radio>
              ))}
            </div>
          </RadioGroup>
          <div className="-mx-3">
            <LanguagePicker />
          </div>
          <Button onPress={() => void session.signOut()} data-testid="sign-out">
            <LogOut aria-hidden="true" className="size-5 rtl:-scale-x-100" />
            {t('user.signOut')}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** One or two characters for the round button; a script without capitals gives its first. */
function initialsOf(name: string): string {
  const words = name
    .replace(/^(?:Dr\.?|Prof\.?)\s+/iu, '')
    .split(/\s+/u)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstLetter(word ?? ''));
  return letters.join('').toLocaleUpperCase();
}

const graphemes = new Intl.Segmenter();

function firstLetter(word: string): string {
  return graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
}
