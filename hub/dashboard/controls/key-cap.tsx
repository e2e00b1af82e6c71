/** A key as it is printed on the keyboard; a hint for the eye, since the button has a name of its own. */
export function KeyCap({ children, className = '' }: { children: string; className?: string }) {
  return (
    <kbd
      aria-hidden="true"
      className={`hidden min-w-[1.5em] rounded-sm border border-current/35 px-1 text-center font-numerals text-xs leading-[1.45] font-semibold opacity-80 pointer-fine:inline-block ${className}`}
    >
      {children}
    </kbd>
  );
}
