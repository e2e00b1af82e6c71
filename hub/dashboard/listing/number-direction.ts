/** Numbers have no letter that would say how they are read: without this, `+` comes behind them on a page from right to left. */
export function directionOf(field: string): 'ltr' | 'auto' {
  return /phone|number/iu.test(field) ? 'ltr' : 'auto';
}
