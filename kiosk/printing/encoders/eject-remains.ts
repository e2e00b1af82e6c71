import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';

const LEAST_FEED = 60;

/**
 * Brings out what a job that broke off left on the paper and cuts it away, so that the next ticket does not hang on half
 * of another patient's.
 */
export function ejectRemains(profile: PrinterProfile): Buffer {
  switch (profile.dialect) {
    case 'star-line':
    case 'star-prnt':
      return Buffer.from([0x1b, 0x40, 0x1b, 0x64, 3]);
    case 'star-raster':
      // Raster mode on, end of page is a cut (13), end of page, raster mode off.
      return Buffer.from('\x1b@\x1b*rA\x1b*rE13\0\x1b\x0c\0\x1b*rB', 'latin1');
    case 'epson':
    case 'gb18030': {
      const feed = [0x1b, 0x40, 0x1b, 0x4a, Math.max(LEAST_FEED, profile.feedToCutter)];
      return Buffer.from(profile.cutter === 'none' ? feed : [...feed, 0x1d, 0x56, 1]);
    }
  }
}
