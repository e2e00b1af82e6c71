import { z } from 'zod';
import type { DeviceLog } from '#shared/device/device-log.ts';
import type { LiveValue } from '#shared/device/live-value.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { BridgeContract, BridgeMessage } from '#shared/protocol/bridge/bridge.ts';
import type { BridgeHandlers } from './bridge-handlers.ts';

/** Messages that answer no request carry this id. */
const NO_REQUEST = -1;
/** A renderer asks a few things at a time; hundreds at once are a defect or an attack. */
const MAX_IN_FLIGHT = 32;

const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('invoke'), id: z.int().min(0), method: z.string().max(100), input: z.unknown() }),
  z.object({ type: z.literal('subscribe'), topic: z.string().max(100) }),
  z.object({ type: z.literal('unsubscribe'), topic: z.string().max(100) }),
]);

export type BridgeConnection = {
  /** One message from the renderer, as untrusted as it comes. Never throws. */
  receive(message: unknown): void;
  /** Stops every subscription; replies that are still to come are dropped. */
  close(): void;
};

export type BridgeServer = {
  /** `send` must not throw; what it does when the renderer is slow is the host's business. */
  connect(send: (message: BridgeMessage) => void): BridgeConnection;
};

/**
 * The same bridge on every host: checks every input and output against the contract. Refusals are
 * `bridge.bad_message`, `bridge.unknown_method`, `bridge.unknown_topic`, `bridge.bad_input`, `bridge.busy`; a defect on
 * this side is `bridge.failed`, whose cause goes to the log and never to the renderer.
 */
export function serveBridge<C extends BridgeContract>(
  contract: C,
  handlers: BridgeHandlers<C>,
  log: DeviceLog,
): BridgeServer {
  return {
    connect: (send) => {
      const subscriptions = new Map<string, () => void>();
      let inFlight = 0;
      let open = true;
      const reply = (message: BridgeMessage): void => {
        if (open) send(message);
      };
      const refuse = (id: number, error: unknown): void => reply({ type: 'error', id, error: asWireError(error, log) });

      const invoke = async (id: number, method: string, input: unknown): Promise<void> => {
        inFlight += 1;
        try {
          if (inFlight > MAX_IN_FLIGHT) throw new AppError('bridge.busy');
          reply({ type: 'result', id, output: await callMethod(contract, handlers, method, input) });
        } catch (error) {
          refuse(id, error);
        } finally {
          inFlight -= 1;
        }
      };

      const subscribe = (topic: string): void => {
        if (subscriptions.has(topic)) return;
        const schema = ownValue(contract.topics, topic);
        const source = ownValue(handlers.topics as Record<string, LiveValue<unknown>>, topic);
        if (!schema || !source) return refuse(NO_REQUEST, new AppError('bridge.unknown_topic', { topic }));
        const publish = (value: unknown): void => {
          const checked = schema.safeParse(value);
          if (checked.success) reply({ type: 'topic', topic, value: checked.data });
          else log.error({ topic, paths: issuePaths(checked.error) }, 'a topic has a value that its contract forbids');
        };
        subscriptions.set(topic, source.onChange(publish));
        publish(source.get());
      };

      return {
        receive: (message) => {
          if (!open) return;
          const request = requestSchema.safeParse(message);
          if (!request.success) return refuse(NO_REQUEST, new AppError('bridge.bad_message'));
          if (request.data.type === 'invoke') {
            void invoke(request.data.id, request.data.method, request.data.input);
          } else if (request.data.type === 'subscribe') {
            subscribe(request.data.topic);
          } else {
            subscriptions.get(request.data.topic)?.();
            subscriptions.delete(request.data.topic);
          }
        },
        close: () => {
          open = false;
          for (const stop of subscriptions.values()) stop();
          subscriptions.clear();
        },
      };
    },
  };
}

async function callMethod<C extends BridgeContract>(
  contract: C,
  handlers: BridgeHandlers<C>,
  method: string,
  input: unknown,
): Promise<unknown> {
  const schemas = ownValue(contract.methods, method);
  const handler = ownValue(handlers.methods as Record<string, (input: unknown) => unknown>, method);
  if (!schemas || !handler) throw new AppError('bridge.unknown_method', { method });
  const checked = schemas.input.safeParse(input);
  if (!checked.success) throw new AppError('bridge.bad_input', { method, paths: issuePaths(checked.error) });
  return schemas.output.parse(await handler(checked.data));
}

/** `constructor` and its kin are not methods of a device. */
function ownValue<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function issuePaths(error: z.ZodError): string[] {
  return error.issues.map((issue) => issue.path.join('.'));
}

function asWireError(error: unknown, log: DeviceLog): { code: string; details: Record<string, unknown> } {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  // Only the name and paths: a message may quote what a patient typed.
  const cause = error instanceof z.ZodError ? { paths: issuePaths(error) } : { stack: (error as Error | null)?.stack };
  log.error({ cause }, 'a bridge method failed');
  return { code: 'bridge.failed', details: {} };
}
