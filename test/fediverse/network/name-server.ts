import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import type { Answer, Packet, Question } from 'dns-packet';
import * as dnsPacket from 'dns-packet';

/**
 * How a name resolves. `answer`: 127.0.0.1. `nxdomain`: the name does not exist. `servfail`: server failure. `silent`: no answer at all.
 * `rebinding`: 127.0.0.1 to the first question, 10.0.0.1 from then on. `mixed`: 127.0.0.1 and 10.0.0.1. `ipv6-dead`: only `::1`, where nobody listens.
 * `ipv6-beside-dead`: 127.0.0.1, and an IPv6 address where nobody listens. `ipv6-beside`: both lead here. `two-addresses`: 127.0.0.1 and 127.0.0.3.
 * `truncated`: over UDP an empty answer with TC, over TCP the real one. Source: RFC 1035 §4.1.1, RFC 7766 §5.
 */
export interface NameBehaviour {
  readonly kind:
    | 'answer'
    | 'nxdomain'
    | 'servfail'
    | 'silent'
    | 'rebinding'
    | 'mixed'
    | 'ipv6-dead'
    | 'ipv6-beside-dead'
    | 'ipv6-beside'
    | 'two-addresses'
    | 'truncated';
  /** In place of 127.0.0.1, for `answer`. */
  readonly address?: string;
}

/** What the name server asks about names. `behaviourOf` undefined: no such name. */
export interface Zone {
  behaviourOf(name: string): NameBehaviour | undefined;
  textOf(name: string): readonly string[] | undefined;
}

/** An authoritative DNS server on 127.0.0.1, UDP and TCP on the same port. */
export interface NameServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  close(): Promise<void>;
}

type Records = readonly string[];
type Transport = 'udp' | 'tcp';

const authoritative = dnsPacket.AUTHORITATIVE_ANSWER;
const nxdomain = 3;
const servfail = 2;

/** Starts the name server on an ephemeral port. */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const answer = createAnswer(zone);
  const sockets = new Set<net.Socket>();
  const stream = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveStream(socket, answer);
  });
  const datagram = await bindBoth(stream);
  datagram.on('message', (message, from) => {
    const reply = answer(dnsPacket.decode(message), 'udp');
    if (reply !== undefined) datagram.send(dnsPacket.encode(reply), from.port, from.address);
  });
  const close = async () => {
    const closed = Promise.all([once(stream, 'close'), once(datagram, 'close')]);
    stream.close();
    for (const socket of sockets) socket.destroy();
    datagram.close();
    await closed;
  };
  return { address: `127.0.0.1:${datagram.address().port}`, close };
}

const attempts = 10;

/** TCP chooses a port; where UDP has it taken by another process, TCP chooses again. */
async function bindBoth(stream: net.Server): Promise<dgram.Socket> {
  for (let attempt = 1; ; attempt += 1) {
    stream.listen(0, '127.0.0.1');
    await once(stream, 'listening');
    const datagram = dgram.createSocket('udp4');
    try {
      // Sure: the server listens on TCP, so the address has a port.
      datagram.bind((stream.address() as net.AddressInfo).port, '127.0.0.1');
      await once(datagram, 'listening');
      return datagram;
    } catch (error) {
      datagram.close();
      stream.close();
      await once(stream, 'close');
      if (attempt === attempts) throw error;
    }
  }
}

type Answerer = (query: Packet, transport: Transport) => Packet | undefined;

function createAnswer(zone: Zone): Answerer {
  const asked = new Map<string, number>();
  return (query, transport) => {
    const question = query.questions?.[0];
    if (question === undefined) return respond(query, servfail, []);
    const name = question.name.toLowerCase();
    const text = zone.textOf(name);
    if (text !== undefined) return respond(query, 0, textRecords(question, text));
    const behaviour = zone.behaviourOf(name) ?? { kind: 'nxdomain' };
    const { kind } = behaviour;
    if (kind === 'silent') return undefined;
    const flags = flagsOf(kind, transport);
    if (flags !== 0) return respond(query, flags, []);
    const count = asked.get(name) ?? 0;
    if (question.type === 'A') asked.set(name, count + 1);
    return respond(query, 0, addressRecords(question, behaviour, count));
  };
}

/** Zero: there are records. */
function flagsOf(kind: NameBehaviour['kind'], transport: Transport): number {
  if (kind === 'servfail') return servfail;
  if (kind === 'nxdomain') return nxdomain;
  return kind === 'truncated' && transport === 'udp' ? dnsPacket.TRUNCATED_RESPONSE : 0;
}

function respond(query: Packet, flags: number, answers: Answer[]): Packet {
  const kept = (query.flags ?? 0) & dnsPacket.RECURSION_DESIRED;
  return {
    type: 'response',
    id: query.id ?? 0,
    flags: authoritative | dnsPacket.RECURSION_AVAILABLE | kept | flags,
    questions: query.questions ?? [],
    answers,
  };
}

function addressRecords(question: Question, behaviour: NameBehaviour, count: number): Answer[] {
  const wanted = question.type;
  if (wanted !== 'A' && wanted !== 'AAAA') return [];
  const data = wanted === 'A' ? ipv4(behaviour, count) : ipv6(behaviour.kind);
  return data.map((address) => ({ type: wanted, name: question.name, ttl: 60, data: address }));
}

function ipv4({ kind, address = '127.0.0.1' }: NameBehaviour, count: number): Records {
  if (kind === 'mixed') return ['127.0.0.1', '10.0.0.1'];
  if (kind === 'two-addresses') return ['127.0.0.1', '127.0.0.3'];
  if (kind === 'ipv6-dead') return [];
  return kind === 'rebinding' && count > 0 ? ['10.0.0.1'] : [address];
}

function ipv6(kind: NameBehaviour['kind']): Records {
  if (kind === 'ipv6-beside-dead') return ['::ffff:127.0.0.2'];
  // Loopback, whether or not the machine has IPv6.
  if (kind === 'ipv6-beside') return ['::ffff:127.0.0.1'];
  return kind === 'ipv6-dead' ? ['::1'] : [];
}

function textRecords(question: Question, texts: readonly string[]): Answer[] {
  if (question.type !== 'TXT') return [];
  return texts.map((data) => ({ type: 'TXT', name: question.name, ttl: 60, data }));
}

/** Two bytes of length before each message. Source: RFC 1035 §4.2.2. */
function serveStream(socket: net.Socket, answer: Answerer): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const length = 2 + pending.readUInt16BE(0);
      const reply = answer(dnsPacket.streamDecode(pending.subarray(0, length)), 'tcp');
      pending = pending.subarray(length);
      if (reply !== undefined) socket.end(dnsPacket.streamEncode(reply));
    }
  });
}
