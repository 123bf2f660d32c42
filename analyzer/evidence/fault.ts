/**
 * What is wrong with a bundle. `container`: bytes between or behind its files are not as written. `missing`: a file is not there. `additional`: a file is there that does not
 * belong. `manifest`: it is no manifest of ours, or not in its one spelling. `key`: the key is no Ed25519 key, or not the one the manifest names. `foreign`: it is not the key that was
 * asked for. `forged`: a signature is not of these bytes. `changed`: a file has another hash. `record`: a record of the archive is not the one that is listed. `redactions`: those
 * listed are not those in the bytes. `token`: the time-stamp is not on this signature, or its authority did not sign it.
 */
export type FaultKind =
  | 'container'
  | 'missing'
  | 'additional'
  | 'manifest'
  | 'key'
  | 'foreign'
  | 'forged'
  | 'changed'
  | 'record'
  | 'redactions'
  | 'token';

/** One thing that is wrong. `where`: a file of the bundle, or a record in it. `says`: a sentence without a full stop. */
export interface BundleFault {
  readonly kind: FaultKind;
  readonly where: string;
  readonly says: string;
}
