import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { answeringServer } from '../../../bench/sweep/answering.ts';
import { type AllPromises, Counter } from '../../../bench/sweep/counts.ts';
import { type Crowd, memberNamed, sweepNames } from '../../../bench/sweep/crowd.ts';

const crowd: Crowd = { hosts: 20_000, warmers: 0, hosted: 0, domains: 10, addresses: 10 };
const one = { requestsPerSecond: 1_000, atOnce: 1 };
const promised = { intervalMs: 1, requestsPerVisit: 20, address: one, domain: one };
const promises: AllPromises = { peer: promised, hosted: promised };

/** A server that dies in a way, soon, and a healthy one below the same registrable name. */
function neighbours(fate: string): readonly [dying: string, well: string] {
  const members = sweepNames(crowd).map((name) => memberNamed(name, crowd)!);
  const dying = members.find((one) => one.fate === fate && one.latencyMs < 100)!;
  const well = members.find((one) => one.domain === dying.domain && one.fate === undefined)!;
  return [dying.name, well.name];
}

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  return socket.resume();
}

const question = (name: string) => `GET / HTTP/1.1\r\nhost: ${name}\r\n\r\n`;

it.each(['closes', 'resets-in-body'])(
  'a connection that %s is no request in flight for who saw it end',
  async (fate) => {
    const counter = new Counter(promises);
    const http = answeringServer(crowd, counter).listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;
    const sockets = [await opened(port), await opened(port)] as const;
    const [dying, well] = neighbours(fate);
    http.once('request', ({ socket }: IncomingMessage) => {
      const { destroy } = socket;
      // Whoever waits for the end of a connection asks at once; Node tells of the end after all that came meanwhile.
      socket.destroy = (error) => {
        socket.destroy = destroy;
        socket.destroy(error);
        sockets[1].write(question(well));
        return socket;
      };
    });
    const first = once(http, 'request');
    sockets[0].write(question(dying));
    await first;
    await once(http, 'request');

    expect(counter.counts).toMatchObject({ requests: 2, told: [] });
    for (const socket of sockets) socket.destroy();
    http.close();
    await once(http, 'close');
  },
);
