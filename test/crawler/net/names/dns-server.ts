import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Answer, decode, encode, type Packet, type Question, streamEncode } from 'dns-packet';

/** What the server says of a name. `silence`: no answer at all. A function is asked anew for every question. */
export interface Zone {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly TXT?: readonly (readonly string[])[];
  readonly rcode?: 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'silence';
  /** Answer over UDP only "truncated", so that the client has to come back over TCP. */
  readonly truncateUdp?: boolean;
}

export type Zones = Record<string, Zone | (() => Zone)>;

/** A DNS server on loopback, UDP and TCP on one port. */
export interface DnsServer {
  readonly address: string;
  /** `A name`, in the order they came. */
  readonly questions: string[];
  close(): Promise<void>;
}

const rcodes = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const;
const truncated = 0x200;
const recursion = 0x180;

/** Starts one; names that no zone has do not exist. */
export async function startDns(zones: Zones): Promise<DnsServer> {
  const questions: string[] = [];
  const respond = (message: Buffer, overUdp: boolean) => {
    const query = decode(message);
    const [question] = query.questions ?? [];
    if (question === undefined) return undefined;
    questions.push(`${question.type} ${question.name}`);
    const zone = zoneOf(zones, question.name);
    return zone.rcode === 'silence' ? undefined : responseOf(zone, { id: query.id ?? 0, question, overUdp });
  };
  const tcp = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const packet = respond(data.subarray(2), false);
      if (packet !== undefined) socket.write(streamEncode(packet));
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', (message, from) => {
    const packet = respond(message, true);
    if (packet !== undefined) udp.send(encode(packet), from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  const close = async () => {
    tcp.close();
    udp.close();
    await Promise.all([once(tcp, 'close'), once(udp, 'close')]);
  };
  return { address: `127.0.0.1:${port}`, questions, close };
}

function zoneOf(zones: Zones, name: string): Zone {
  const entry = zones[name.toLowerCase()] ?? { rcode: 'NXDOMAIN' as const };
  return typeof entry === 'function' ? entry() : entry;
}

interface Asked {
  readonly id: number;
  readonly question: Question;
  readonly overUdp: boolean;
}

function responseOf(zone: Zone, { id, question, overUdp }: Asked): Packet {
  const cut = overUdp && zone.truncateUdp === true;
  const code = zone.rcode === undefined || zone.rcode === 'silence' ? 0 : rcodes[zone.rcode];
  const answers = cut || code !== 0 ? [] : answersOf(zone, question.name, question.type);
  return {
    type: 'response',
    id,
    flags: recursion | code | (cut ? truncated : 0),
    questions: [question],
    answers,
  };
}

function answersOf(zone: Zone, name: string, type: string): Answer[] {
  if (type === 'A') return (zone.A ?? []).map((data) => ({ type, name, ttl: 60, data }));
  if (type === 'AAAA') return (zone.AAAA ?? []).map((data) => ({ type, name, ttl: 30, data }));
  if (type === 'TXT') return (zone.TXT ?? []).map((parts) => ({ type, name, ttl: 60, data: [...parts] }));
  return [];
}
