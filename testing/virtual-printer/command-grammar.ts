/**
 * How a strict parser tells one command from the next. `prefix` names the command; `arity` says how many bytes follow
 * it, from as many of them as have come so far (null: cannot be said yet); `wrong` says what is not allowed.
 */
export type CommandRule = {
  name: string;
  prefix: readonly number[];
  arity: (args: Uint8Array) => number | null;
  wrong?: (args: Uint8Array) => string | null;
};

export type PrinterCommand =
  | { name: 'text'; args: Uint8Array; twoByte: boolean }
  | { name: string; args: Uint8Array; twoByte?: undefined };

export const fixed = (length: number) => (): number => length;

/** `pL pH` and then that many bytes, `pL` at `offset`. */
export const counted =
  (offset: number) =>
  (args: Uint8Array): number | null => {
    const low = args[offset];
    const high = args[offset + 1];
    return low === undefined || high === undefined ? null : offset + 2 + low + 256 * high;
  };

export const oneOf =
  (...allowed: number[]) =>
  (args: Uint8Array): string | null =>
    allowed.includes(args[0] ?? -1) ? null : `parameter ${args[0]} is not one of ${allowed.join(', ')}`;
