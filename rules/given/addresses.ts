import type { AddressAnswer, AddressesData } from '../../crawler/probes/addresses.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { aServer, failing, observed } from './builders.ts';

type Answer = AddressesData['answers'][number];

/** The addresses of the server, as they answered. */
export function addressesOf(...answers: readonly Answer[]): Observation {
  return observed('addresses', { host: aServer.host, answers });
}

/** An address that answers as it should; change one thing. */
export function answering(address: string, change: Partial<AddressAnswer> = {}): Answer {
  const links = ['https://example.org/nodeinfo/2.0'];
  const data = { status: 200, contentType: 'application/json', links, ...change };
  return { address, family: familyOf(address), ok: true, data };
}

/** An address that gives no answer. */
export function silent(address: string, code: FailureCode): Answer {
  return { address, family: familyOf(address), ...failing(code) };
}

function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}
