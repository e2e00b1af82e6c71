import type { SpecialRequirement } from '#shared/protocol/sync/check-in-op.ts';
import { Icon, type IconProps } from '#shared/ui/icons/icon.tsx';

const REASON_PATHS = {
  pain: 'M13 2.5 5 13.5h6l-1 8 8.5-11.5h-6Z',
  fever: 'M10 14V5a2 2 0 1 1 4 0v9a4.5 4.5 0 1 1-4 0ZM12 9v8m0 .01v1',
  injury: 'M4.5 13.5 13.5 4.5a4 4 0 0 1 6 6l-9 9a4 4 0 0 1-6-6ZM9 9l6 6M12 10.5v.01m-1.5 1.5v.01m3 0v.01m-1.5 1.5v.01',
  breathing:
    'M12 3v9M12 8c-1 3-5 2.5-6.5 6-1.2 2.8-1.5 6 1 6S11 18 11 14.5M12 8c1 3 5 2.5 6.5 6 1.2 2.8 1.5 6-1 6S13 18 13 14.5',
  checkUp:
    'M9 4H6.5A1.5 1.5 0 0 0 5 5.5v14A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5v-14A1.5 1.5 0 0 0 17.5 4H15M9 2.5h6v3H9ZM8.5 13.5l2.5 2.5 4.5-5',
  results:
    'M14 2.5H6.5A1.5 1.5 0 0 0 5 4v16a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 20V7.5ZM14 2.5v5h5M8.5 17v-3m3.5 3v-6m3.5 6v-2',
  prescription:
    'M7 3.5h10v4H7ZM8.5 7.5v2L6 13v7a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 20v-7l-2.5-3.5v-2M12 13v5m-2.5-2.5h5',
} as const;

export function ReasonIcon({ reason, ...props }: IconProps & { reason: keyof typeof REASON_PATHS }) {
  return <Icon {...props} path={REASON_PATHS[reason]} />;
}

export function OtherReasonIcon(props: IconProps) {
  return <Icon {...props} path="M4 20l1-4.5L16 4.5a2 2 0 0 1 3 0l.5.5a2 2 0 0 1 0 3L8.5 19ZM14 6.5l3.5 3.5" />;
}

const REQUIREMENT_PATHS: Record<SpecialRequirement, string> = {
  wheelchair: 'M9.5 5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM9.5 7.5v6H15l2.5 5.5h2.5M9.5 10h5M7 11.5a5 5 0 1 0 7.5 6',
  interpreter: 'M3.5 4h11v8H9l-3.5 3v-3h-2ZM17 9h3.5v8H19v3l-3.5-3H10v-2.5M6.5 8h5M9 6.5V8c0 1-1 2-2 2.5',
  companion:
    'M8 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 20a5.5 5.5 0 0 1 11 0M17 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM15 14.8A4.5 4.5 0 0 1 21.5 19',
  hearing: 'M7 9a5 5 0 0 1 10 0c0 3.5-3 4-3.5 7a3 3 0 0 1-5.5 1.5M9.5 9a2.5 2.5 0 0 1 5 0c0 1.5-1.5 2-2 3.5M4 4l16 16',
  sight: 'M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6ZM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
};

export function RequirementIcon({ requirement, ...props }: IconProps & { requirement: SpecialRequirement }) {
  return <Icon {...props} path={REQUIREMENT_PATHS[requirement]} />;
}
