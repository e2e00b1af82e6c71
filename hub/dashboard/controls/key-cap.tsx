/**
 * A key as it is printed on the keyboard; a hint for the eye. Drawn as generated content, so that it is no part of the
 * button's name.
 */
export function KeyCap({ children, className = '' }: { children: string; className?: string }) {
  return (
    <kbd
      aria-hidden="true"
      data-key={children}
      className={`hidden min-w-[1.5em] rounded-sm border border-current/35 px-1 text-center font-numerals text-xs leading-[1.45] font-semibold opacity-80 after:content-[attr(data-key)] pointer-fine:inline-block ${className}`}
    />
  );
}
