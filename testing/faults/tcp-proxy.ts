import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Seen from the device: `out`, its words do not reach the hub; `in`, the hub's do not reach it. */
export type Cut = 'in' | 'out' | 'both';
export type Healing = 'deliver' | 'reset';

export type TcpProxy = {
  url: string;
  cut(cut: Cut): void;
  /** `deliver`: what was on its way arrives late, as TCP sends it again. `reset`: the connections are lost. */
  heal(healing: Healing): void;
  close(): Promise<void>;
};

type Direction = 'in' | 'out';
type Lane = { from: Socket; to: Socket; direction: Direction; held: (() => void)[] };

/** A line to the hub that can be cut, each way for itself. Nothing says so: what is sent into a cut is just not heard of. */
export async function startTcpProxy(hubUrl: string): Promise<TcpProxy> {
  const hubPort = Number(new URL(hubUrl).port);
  let cut: Cut | null = null;
  const lanes = new Set<Lane>();
  const isCut = (direction: Direction): boolean => cut === 'both' || cut === direction;

  const pipe = (from: Socket, to: Socket, direction: Direction): void => {
    const lane: Lane = { from, to, direction, held: [] };
    lanes.add(lane);
    const pass = (act: () => void): void => {
      if (isCut(direction)) lane.held.push(act);
      else act();
    };
    from.on('data', (chunk: Buffer) => pass(() => to.write(chunk)));
    from.on('end', () => pass(() => to.end()));
    from.on('error', () => pass(() => to.destroy()));
    from.on('close', () =>
      pass(() => {
        to.destroy();
        lanes.delete(lane);
      }),
    );
  };
  const server = createServer({ allowHalfOpen: true }, (device) => {
    const hub = connect({ port: hubPort, host: '127.0.0.1', allowHalfOpen: true });
    pipe(device, hub, 'out');
    pipe(hub, device, 'in');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: (next) => {
      cut = next;
    },
    heal: (healing) => {
      cut = null;
      for (const lane of lanes) {
        const held = lane.held.splice(0);
        if (healing === 'reset' && held.length > 0) {
          lane.from.destroy();
          lane.to.destroy();
        }
        for (const act of healing === 'deliver' ? held : []) act();
      }
    },
    close: async () => {
      for (const { from, to } of lanes) {
        from.destroy();
        to.destroy();
      }
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
