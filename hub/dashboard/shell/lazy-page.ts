import { lazy, type ComponentType } from 'react';
import { getI18n } from 'react-i18next';

/**
 * A page that is fetched when it is first opened, with the texts of `parts` (folders with `texts/` of their own), so that the board
 * does not wait for what few people open.
 */
export function lazyPage(load: () => Promise<ComponentType>, ...parts: string[]): ComponentType {
  return lazy(async () => {
    const [Screen] = await Promise.all([load(), getI18n().loadNamespaces(parts)]);
    return { default: Screen };
  });
}
