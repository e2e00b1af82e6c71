/** How a waiting list is cut so that every token stays large enough to be read: pages of groups, rows of tokens. */
const GROUPS_PER_PAGE = 3;
const TOKENS_PER_ROW = 3;
/** Rows of tokens that fit into a group's card, by how many cards share the column. */
const ROWS_BY_GROUPS = [8, 8, 4, 2] as const;

export function pagesOf<T>(groups: readonly T[]): T[][] {
  const pages: T[][] = [];
  for (let i = 0; i < groups.length; i += GROUPS_PER_PAGE) pages.push(groups.slice(i, i + GROUPS_PER_PAGE));
  return pages;
}

/** Which tokens are shown, and how many are only counted. One cell is given up to say that there are more. */
export function tokensShown(
  group: { tokens: readonly string[]; total: number },
  groupsOnPage: number,
): { shown: readonly string[]; more: number } {
  const cells = TOKENS_PER_ROW * (ROWS_BY_GROUPS[groupsOnPage] ?? 2);
  if (group.total <= cells && group.tokens.length === group.total) return { shown: group.tokens, more: 0 };
  const shown = group.tokens.slice(0, cells - 1);
  return { shown, more: group.total - shown.length };
}
