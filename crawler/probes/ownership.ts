/** Whether a server configured as hosted consents to this monitor. `expected`: what the proof has to say. `foundIn` absent: no proof, so peer manners. */
export interface OwnershipData {
  readonly expected: string;
  readonly foundIn?: 'dns-txt' | 'well-known';
}
