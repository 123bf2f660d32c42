import { connect, type Socket } from 'node:net';
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket, connect as wrap } from 'node:tls';
import type { Clock } from '../../../model/clock.ts';
import type { FailureCode } from '../../../model/failure.ts';
import type { Host } from '../../../model/host.ts';
import { certificateProblem, classify } from '../classify.ts';
import { isReachable, isSameAddress } from '../names/address.ts';
import type { ConnectTo } from '../names/connect-to.ts';
import type { AddressFacts } from '../names/resolve.ts';
import { ProbeFailure } from '../probe-failure.ts';
import type { Watch } from '../watch.ts';
import type { Secured } from './handshake.ts';
import { type SentCertificates, sentCertificates } from './sent-certificates.ts';
import type { Trust } from './trust.ts';

/** What a connection is made with. */
export interface DialOptions {
  readonly trust: Trust;
  readonly connectTo: ConnectTo;
  readonly connectTimeoutMs: number;
  readonly clock: Clock;
}

/** An open TCP connection to an address that passed the guard. */
export interface Dialed {
  readonly socket: Socket;
  readonly address: string;
  readonly connectMs: number;
}

/** Addresses tried before a host counts as out of reach. */
const maxAttempts = 4;

/**
 * Opens a connection to the first address that takes it. One forbidden address among them forbids the name: a mixed answer is how rebinding looks.
 * @throws {ProbeFailure} `address-forbidden`, `connect-*`, `own-resources`
 */
export async function dial(
  facts: AddressFacts,
  port: 80 | 443,
  watch: Watch,
  options: DialOptions,
): Promise<Dialed> {
  requireReachable(facts);
  const targetPort = options.connectTo(facts.host)?.port ?? port;
  let first: ProbeFailure | undefined;
  if (watch.ended !== undefined) throw watch.ended;
  for (const { address } of facts.addresses.slice(0, maxAttempts)) {
    const attempt = await tryAddress(address, targetPort, watch, options);
    if (!(attempt instanceof ProbeFailure)) return attempt;
    if (watch.ended !== undefined || attempt.failure.code === 'own-resources') throw attempt;
    first ??= attempt;
  }
  throw first ?? new ProbeFailure('dns-no-address');
}

/** @throws {ProbeFailure} `address-forbidden` when any address of the name is one we do not go to. */
export function requireReachable({ addresses }: AddressFacts): void {
  const forbidden = addresses.find((address) => !isReachable(address.class));
  if (forbidden !== undefined)
    throw new ProbeFailure('address-forbidden', `an address of the name is ${forbidden.class}`);
}

async function tryAddress(
  address: string,
  port: number,
  watch: Watch,
  options: DialOptions,
): Promise<Dialed | ProbeFailure> {
  const started = options.clock.elapsed();
  watch.enter('connect');
  const socket = connect({ host: address, port, autoSelectFamily: false, noDelay: true });
  try {
    await opened(socket, 'connect', 'connect-timeout', { ...options, watch });
  } catch (error) {
    return classify(error, 'connect');
  }
  if (!isSameAddress(socket.remoteAddress, address)) {
    socket.destroy();
    return new ProbeFailure('address-forbidden', 'the connection ended at another address than asked');
  }
  return { socket, address, connectMs: options.clock.elapsed() - started };
}

/**
 * Puts TLS on a connection: SNI is the name, HTTP/1.1 only, never a resumed session. `verify` false keeps a session whose certificate does not validate.
 * @throws {ProbeFailure} `tls-*`
 */
export async function secure(
  { socket, host, verify }: { readonly socket: Socket; readonly host: Host; readonly verify: boolean },
  watch: Watch,
  options: DialOptions,
): Promise<Pick<Secured, 'socket' | 'sent'>> {
  watch.enter('tls');
  let sent: SentCertificates | undefined;
  const tls = wrap({
    socket,
    servername: host,
    secureContext: options.trust.secureContext,
    rejectUnauthorized: verify,
    ALPNProtocols: ['http/1.1'],
    checkServerIdentity(name, certificate) {
      // Node has read the whole list for this check, says its type or not, and reading it is dear.
      sent = sentCertificates(certificate as DetailedPeerCertificate, options.trust);
      return checkServerIdentity(name, certificate);
    },
  });
  try {
    await opened(tls, 'secureConnect', 'tls-timeout', { ...options, watch });
    // A certificate that OpenSSL refuses gets no such check.
    return { socket: tls, sent: sent ?? sentCertificates(tls.getPeerCertificate(true), options.trust) };
  } catch (error) {
    socket.destroy();
    throw refusedCertificate(tls) ?? classify(error, 'tls');
  }
}

/** OpenSSL refuses certificates for more reasons than anyone has listed; whatever it says, the certificate is to blame and not we. */
function refusedCertificate({ authorizationError }: TLSSocket): ProbeFailure | undefined {
  // Node types it as an Error, and sets the error's code; without a verdict it is null or undefined.
  const problem: unknown = authorizationError ?? undefined;
  return problem === undefined ? undefined : new ProbeFailure(certificateProblem(String(problem)));
}

interface OpenLimits {
  readonly watch: Watch;
  readonly connectTimeoutMs: number;
}

/** Resolves on the event, rejects on an error, the visit's end or `late`; a rejection has destroyed the socket. */
function opened(
  socket: Socket,
  event: string,
  late: FailureCode,
  { watch, connectTimeoutMs }: OpenLimits,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const give = (error: unknown) => {
    settle();
    socket.destroy();
    reject(error);
  };
  const closed = () => give(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  const settle = () => {
    clearTimeout(timer);
    socket.off('close', closed);
    leave();
  };
  const timer = setTimeout(() => give(new ProbeFailure(late)), connectTimeoutMs);
  let leave = () => {};
  // Stays for the socket's life: an error after this promise has settled reaches its next user by other events too.
  socket.on('error', give);
  socket.once('close', closed);
  socket.once(event, () => {
    settle();
    resolve();
  });
  leave = watch.onEnd(give);
  return promise;
}
