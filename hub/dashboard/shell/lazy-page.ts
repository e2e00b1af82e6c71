import { lazy, type ComponentType } from 'react';
import { getI18n } from 'react-i18next';

/**
 * A page that is fetched when it is first opened, with the texts of `part` (the folder's own `texts/`), so that the board
 * does not wait for what few people open.
 */
export function lazyPage(load: () => Promise<ComponentType>, part?: string): ComponentType {
  return lazy(async () => {
    const [Screen] = await Promise.all([load(), part === undefined ? undefined : getI18n().loadNamespaces(part)]);
    return { default: Screen };
  });
}
