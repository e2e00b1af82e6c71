import { Icon, type IconProps } from '#shared/ui/icons/icon.tsx';

export function WalkInIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M13 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM8 21l2.5-6.5L9 12l1-4.5 4 1 1.5 3 3 1M12.5 12l2 3.5.5 5.5M7 12l.5-3L10 7.5"
    />
  );
}

export function AppointmentIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M5 5.5h14A1.5 1.5 0 0 1 20.5 7v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V7A1.5 1.5 0 0 1 5 5.5ZM8 3v5m8-5v5M3.5 10.5h17M9 15.5l2.2 2 3.8-4"
    />
  );
}

export function ServiceIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M6 3v5a4 4 0 0 0 8 0V3M4.5 3H7m6 0h2.5M10 12v3.5a5 5 0 0 0 10 0V13M20 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
    />
  );
}

export function DoctorIcon(props: IconProps) {
  return <Icon {...props} path="M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 21a7.5 7.5 0 0 1 15 0M12 16v4m-2-2h4" />;
}

export function AnyoneIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.3M18 14.5a6.5 6.5 0 0 1 3.5 5.5"
    />
  );
}

export function ContrastIcon({ className = 'size-8' }: IconProps) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true">
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M12 3a9 9 0 0 1 0 18Z" fill="currentColor" />
    </svg>
  );
}

export function LargeTextIcon(props: IconProps) {
  return <Icon {...props} path="M3 19 8.5 5 14 19M5 14.5h7M15.5 19l3-7.5 3 7.5M16.5 16.5h4" />;
}

export function LowReachIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5ZM12 7v9m-4-3.5 4 4 4-4"
    />
  );
}

export function OfflineIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M3 3l18 18M8.5 15.5a5 5 0 0 1 6.6-.3M5 12a10 10 0 0 1 4-2.4m4-.5a10 10 0 0 1 6 2.9M2 8.5A15 15 0 0 1 6 6m4-1a15 15 0 0 1 12 3.5M12 19.5v.01"
    />
  );
}

export function PrinterIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M7 8V3.5h10V8M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-6A1.5 1.5 0 0 1 4.5 8h15A1.5 1.5 0 0 1 21 9.5v6a1.5 1.5 0 0 1-1.5 1.5H17M7 13.5h10v7H7Z"
    />
  );
}

export function SeatIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M12 21.5s7-6 7-11.5a7 7 0 0 0-14 0c0 5.5 7 11.5 7 11.5ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
    />
  );
}

export function ClockIcon(props: IconProps) {
  return <Icon {...props} path="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2" />;
}

/** A heart and its beat: someone is not well. */
export function UnwellIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M12 20.5S3.5 15.5 3.5 9.3A4.6 4.6 0 0 1 12 6.9a4.6 4.6 0 0 1 8.5 2.4c0 6.2-8.5 11.2-8.5 11.2ZM6.5 12h3l1.5-3 2 5.5 1.5-2.5h3"
    />
  );
}

export function AssistanceIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M12 6a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 12 6ZM5 8.5c4.5 1.2 9.5 1.2 14 0M12 9.5v5m0 0-3.5 7m3.5-7 3.5 7"
    />
  );
}

export function ScanIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M3.5 8V5A1.5 1.5 0 0 1 5 3.5h3M16 3.5h3A1.5 1.5 0 0 1 20.5 5v3M20.5 16v3a1.5 1.5 0 0 1-1.5 1.5h-3M8 20.5H5A1.5 1.5 0 0 1 3.5 19v-3M7.5 7.5h3v3h-3ZM13.5 7.5h3v3h-3ZM7.5 13.5h3v3h-3ZM13.5 13.5h.01M16.5 13.5v3h-3M3 12h.01M21 12h.01"
    />
  );
}

export function PhoneIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M8 2.5h8A1.5 1.5 0 0 1 17.5 4v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5ZM11 18.5h2"
    />
  );
}

export function DeskIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M12 8.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7 14.5a5 5 0 0 1 10 0M2.5 14.5h19v3h-19ZM4.5 17.5v4m15-4v4"
    />
  );
}

export function SpeakerIcon(props: IconProps) {
  return <Icon {...props} path="M4 9.5v5h3.5L12 19V5L7.5 9.5ZM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />;
}

export function DiskIcon(props: IconProps) {
  return (
    <Icon
      {...props}
      path="M4 6.5c0-1.9 3.6-3 8-3s8 1.1 8 3-3.6 3-8 3-8-1.1-8-3ZM4 6.5v11c0 1.9 3.6 3 8 3s8-1.1 8-3v-11M4 12c0 1.9 3.6 3 8 3s8-1.1 8-3"
    />
  );
}
