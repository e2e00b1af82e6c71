import type { Notice } from '#dashboard/notices/notices.store.ts';
import type { ReprintEnd } from './follow-reprint.ts';

type ReprintNotice = Pick<Notice, 'tone' | 'text'>;

/** What staff are told of a copy in the end: where it lies, or where to go and look. Null: nothing is known of it. */
export function reprintNotice(end: ReprintEnd | null): ReprintNotice | null {
  if (!end) return null;
  const { outcome, copy_no: copyNo, token_label: token, device_name: device } = end;
  const values = { token, device, number: String(copyNo ?? '') };
  if (outcome === 'printed') return { tone: 'done', text: { key: 'notice.reprintPrinted', values } };
  if (outcome === 'unknown') return { tone: 'problem', text: { key: 'notice.reprintUnknown', values } };
  if (outcome === 'expired') return { tone: 'problem', text: { key: 'notice.reprintExpired', values } };
  return { tone: 'problem', text: { key: 'notice.reprintSilent', values } };
}
