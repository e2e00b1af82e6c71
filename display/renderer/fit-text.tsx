import { useLayoutEffect, useRef } from 'react';

export type FitTextProps = {
  children: string;
  /** Largest and smallest size, in rem. */
  max: number;
  min: number;
  maxLines?: number;
  /** The box to be filled: it must have a size of its own. */
  className?: string;
  testId?: string;
};

const STEPS = 7;

/** Text as large as its box allows: a token of any length and a station of any name stay whole on the screen. */
export function FitText(props: FitTextProps) {
  // Other words are other measures: they start anew.
  return <Fitted key={props.children} {...props} />;
}

function Fitted({ children, max, min, maxLines = 1, className = '', testId }: FitTextProps) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const fit = () => fitInto(element, { min, max, maxLines });
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    // A font that arrives late has other widths.
    document.fonts.addEventListener('loadingdone', fit);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', fit);
    };
  }, [max, min, maxLines]);

  return (
    <div ref={box} className={`grid min-h-0 min-w-0 overflow-hidden ${className}`}>
      <span
        data-testid={testId}
        className={`max-w-full py-[0.1em] ${maxLines === 1 ? 'whitespace-nowrap' : 'wrap-break-word'}`}
        dir="auto"
      >
        {children}
      </span>
    </div>
  );
}

type Limits = Required<Pick<FitTextProps, 'min' | 'max' | 'maxLines'>>;

function fitInto(box: HTMLElement, { min, max, maxLines }: Limits): void {
  const text = box.firstElementChild as HTMLElement;
  const fits = (size: number) => {
    text.style.fontSize = `${size}rem`;
    const { lineHeight, fontSize } = getComputedStyle(text);
    // Half a line more allows for the padding that keeps deep letters whole.
    const tallest = Math.min(box.clientHeight, maxLines * parseFloat(lineHeight) + parseFloat(fontSize) / 2);
    return text.scrollHeight <= tallest && text.scrollWidth <= box.clientWidth;
  };
  if (fits(max)) return;
  let low = min;
  let high = max;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
}
