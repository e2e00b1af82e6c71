import { useCallback, useEffect, useState } from 'react';
import { useKiosk } from '#kiosk/renderer/kiosk-context.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { BridgeInput, BridgeOutput } from '#shared/protocol/bridge/bridge.ts';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';

export type PanelProps = { session: string; onLocked: () => void };
type StaffMethod = Exclude<Extract<keyof KioskContract['methods'], `staff.${string}`>, 'staff.unlock'>;
type Given<M extends StaffMethod> = Omit<BridgeInput<KioskContract, M>, 'session'>;

export type StaffCaller = {
  /** Undefined when it failed; the error is then in `error`, or the area is locked. */
  call: <M extends StaffMethod>(method: M, given: Given<M>) => Promise<BridgeOutput<KioskContract, M> | undefined>;
  error: unknown;
  isBusy: boolean;
};

/** Calls of the staff area, one at a time, with what went wrong in words. */
export function useStaff({ session, onLocked }: PanelProps): StaffCaller {
  const { bridge } = useKiosk();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const call = useCallback<StaffCaller['call']>(
    async (method, given) => {
      setBusy(true);
      setError(undefined);
      try {
        return await bridge.invoke(method, { ...given, session } as never);
      } catch (failure) {
        if (failure instanceof AppError && failure.code === 'staff.locked') onLocked();
        else setError(failure);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [bridge, session, onLocked],
  );
  return { call, error, isBusy };
}

/** What a method gives, asked when the panel opens and whenever `reload` is called. */
export function useStaffValue<M extends 'staff.overview' | 'staff.log' | 'staff.tickets' | 'staff.findPrinters'>(
  staff: StaffCaller,
  method: M,
): { value: BridgeOutput<KioskContract, M> | undefined; reload: () => void } {
  const [value, setValue] = useState<BridgeOutput<KioskContract, M>>();
  const { call } = staff;
  const reload = useCallback(() => {
    void call(method, {} as Given<M>).then((told) => told !== undefined && setValue(() => told));
  }, [call, method]);
  useEffect(reload, [reload]);
  return { value, reload };
}
