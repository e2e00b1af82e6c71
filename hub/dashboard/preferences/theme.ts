import type { PreferencesStore, Theme } from './preferences.store.ts';

/** `<html data-theme>` follows the choice, and the computer's own setting while the choice is to follow it. */
export function applyTheme(preferences: PreferencesStore): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (theme: Theme) => {
    const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  };
  apply(preferences.getState().theme);
  preferences.subscribe(({ theme }) => apply(theme));
  dark.addEventListener('change', () => apply(preferences.getState().theme));
}
