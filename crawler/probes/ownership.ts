import { defineProbe, type ProbeIo, type ProbeTarget, settle } from '../probe.ts';

/** Whether a server configured as hosted consents to this monitor. `expected`: what the proof has to say. `foundIn` absent: no proof, so peer manners. */
export interface OwnershipData {
  readonly expected: string;
  readonly foundIn?: 'dns-txt' | 'well-known';
}

/** What a hosted server's TXT record or well-known file has to say to consent to the monitor at `origin`. */
export function ownershipProof(origin: string): string {
  return `fediscope-monitor=${origin}`;
}

/** The server's word that this monitor may watch it as one of its own. */
export const ownership = defineProbe({
  id: 'ownership',
  version: 1,
  async run(target, io): Promise<OwnershipData> {
    const expected = ownershipProof(target.monitorOrigin);
    const foundIn = await findProof(target, io, expected);
    return { expected, ...(foundIn !== undefined && { foundIn }) };
  },
});

async function findProof(
  { server }: ProbeTarget,
  io: ProbeIo,
  expected: string,
): Promise<OwnershipData['foundIn']> {
  const records = await settle(io.resolveText(`_fediscope.${server.host}`));
  if (records.ok && records.data.includes(expected)) return 'dns-txt';
  const file = await io.get(`https://${server.host}/.well-known/fediscope`, {
    maxBytes: 1024,
    maxRedirects: 0,
  });
  const lines = new TextDecoder().decode(file.bytes).split('\n');
  return file.status === 200 && lines.some((line) => line.trim() === expected) ? 'well-known' : undefined;
}
