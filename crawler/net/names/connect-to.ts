import { isIP } from 'node:net';
import type { Host } from '../../../model/host.ts';

/** Where a lab sends a host's connections. `address` absent: the resolved one stays, only the port changes. */
export interface ConnectTarget {
  readonly address?: string;
  readonly port: number;
}

/** Answers where a host's connections go; undefined: no pattern names it. */
export type ConnectTo = (host: Host) => ConnectTarget | undefined;

/** The mapping of a lab's patterns, first match wins. @throws {RangeError} when a target is neither `address:port` nor `:port`. */
export function connectToMap(pairs: ReadonlyArray<readonly [pattern: string, target: string]>): ConnectTo {
  const rules = pairs.map(([pattern, target]) => ({
    labels: pattern.toLowerCase().split('.'),
    target: parseTarget(target),
  }));
  return (host) => {
    const labels = host.split('.');
    return rules.find((rule) => covers(rule.labels, labels))?.target;
  };
}

function covers(pattern: readonly string[], labels: readonly string[]): boolean {
  return pattern.length === labels.length && pattern.every((part, at) => part === '*' || part === labels[at]);
}

/** An address and a port, as options of a lab spell them: `127.0.0.1:53`, `[::1]:53`. @throws {RangeError} when it is not that. */
export function parseTarget(text: string): ConnectTarget {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:[\]]*)):(?<port>\d{1,5})$/.exec(text);
  const address = match?.groups?.['v6'] ?? match?.groups?.['v4'] ?? '';
  const port = Number(match?.groups?.['port'] ?? 0);
  if (port < 1 || port > 65_535 || (address !== '' && isIP(address) === 0)) {
    throw new RangeError(`"${text}" is neither address:port nor :port`);
  }
  return address === '' ? { port } : { address, port };
}
