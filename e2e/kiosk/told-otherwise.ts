import type { Page, WebSocketRoute } from 'playwright-core';
import type { BridgeMessage, BridgeRequest } from '#shared/protocol/bridge/bridge.ts';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { BridgeOutput, BridgeTopicValue } from '#shared/protocol/bridge/bridge.ts';

type Topics = { [T in keyof KioskContract['topics']]?: Partial<NonNullable<BridgeTopicValue<KioskContract, T>>> };
type Answers = {
  [M in keyof KioskContract['methods']]?: BridgeOutput<KioskContract, M> | { fails: string } | 'never';
};

/** What the page hears instead of what its device says: the states that no test can bring about on the machine itself. */
export type ToldOtherwise = {
  /** Laid over what the device tells, from now on. */
  topics: Topics;
  answers: Answers;
  /** Tells anew what was told, laid over with what `topics` says by now. */
  tellAgain(): void;
  /** The device program is gone, and does not come back. */
  hangUp(): Promise<void>;
};

/** To be called before the page is opened: everything else between page and device goes through untouched. */
export async function tellOtherwise(page: Page, topics: Topics = {}): Promise<ToldOtherwise> {
  const told = new Map<string, unknown>();
  const tell: { topics: Topics; answers: Answers } = { topics, answers: {} };
  let line: WebSocketRoute | null = null;
  let isGone = false;

  const overlaid = (topic: string): string => {
    const over = tell.topics[topic as keyof Topics];
    const value = told.get(topic);
    const message: BridgeMessage = { type: 'topic', topic, value: over ? { ...(value as object), ...over } : value };
    return JSON.stringify(message);
  };
  await page.routeWebSocket(/\/bridge$/u, (socket) => {
    if (isGone) return void socket.close();
    line = socket;
    const device = socket.connectToServer();
    socket.onMessage((text) => {
      const request = JSON.parse(String(text)) as BridgeRequest;
      const answer = request.type === 'invoke' ? tell.answers[request.method as keyof Answers] : undefined;
      if (request.type !== 'invoke' || answer === undefined) return device.send(text);
      if (answer === 'never') return;
      const { id } = request;
      const message: BridgeMessage =
        answer && 'fails' in answer
          ? { type: 'error', id, error: { code: answer.fails, details: {} } }
          : { type: 'result', id, output: answer };
      socket.send(JSON.stringify(message));
    });
    device.onMessage((text) => {
      const message = JSON.parse(String(text)) as BridgeMessage;
      if (message.type !== 'topic') return socket.send(text);
      told.set(message.topic, message.value);
      socket.send(overlaid(message.topic));
    });
  });
  return Object.assign(tell, {
    tellAgain: () => {
      for (const topic of told.keys()) line?.send(overlaid(topic));
    },
    hangUp: async () => {
      isGone = true;
      await line?.close();
    },
  });
}
