const ESC_GS_Y = [0x1b, 0x1d, 0x79] as const;

/** A QR code drawn by a Star printer: model 2, correction M, module size, data, print. `payload` is ASCII. */
export function starQr(payload: string, cell: number): Buffer {
  const data = Buffer.from(payload, 'ascii');
  return Buffer.concat([
    Buffer.from([...ESC_GS_Y, 0x53, 0x30, 2]),
    Buffer.from([...ESC_GS_Y, 0x53, 0x31, 1]),
    Buffer.from([...ESC_GS_Y, 0x53, 0x32, Math.min(8, cell)]),
    Buffer.from([...ESC_GS_Y, 0x44, 0x31, 0, data.length & 0xff, data.length >> 8]),
    data,
    Buffer.from([...ESC_GS_Y, 0x50]),
  ]);
}
