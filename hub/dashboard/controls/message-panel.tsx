import type { ReactNode } from 'react';

export type MessagePanelProps = {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
};

/** A page or column that has nothing to show: what is so, and what to do. */
export function MessagePanel({ icon, title, children, action, role }: MessagePanelProps) {
  return (
    <div role={role} className="m-auto flex max-w-md flex-col items-center gap-3 p-8 text-center">
      <div aria-hidden="true" className="rounded-pill bg-accent-soft p-4 text-on-accent-soft">
        {icon}
      </div>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <p className="text-base text-ink-soft">{children}</p>}
      {action}
    </div>
  );
}
