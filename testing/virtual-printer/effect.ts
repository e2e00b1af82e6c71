import type { Bitmap } from '#shared/ticket/raster/bitmap.ts';

/** What a command does to the paper or to the host; the machine carries it out, in order, when it can. */
export type Effect =
  | { do: 'print'; bitmap: Bitmap; text: string }
  | { do: 'feed'; dots: number }
  | { do: 'cut' }
  | { do: 'answer'; what: 'paper' }
  | { do: 'answer'; what: 'process-id'; id: Uint8Array }
  /** Star's end of job: the counter goes on, and the host hears of it. */
  | { do: 'count-job' }
  | { do: 'automatic-status'; on: boolean };
