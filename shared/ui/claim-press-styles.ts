/**
 * React Aria writes one rule for pressable elements into a style tag, which our CSP refuses. The rule stands in
 * tokens.css instead; an element with the tag's id keeps React Aria from trying. Call before the first render.
 */
export function claimPressStyles(): void {
  const claim = document.createElement('meta');
  claim.id = 'react-aria-pressable-style';
  document.head.append(claim);
}
