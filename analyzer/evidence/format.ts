/** The names of the files in a bundle. The last two are there when an authority stamped it. */
export const bundleFiles = {
  archive: 'evidence.warc',
  readme: 'README.txt',
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  key: 'public-key.pem',
  token: 'timestamp.tsr',
  tokenSignature: 'timestamp.sig',
} as const;

/** How to read a manifest; it is part of each. */
export const method = [
  'Every exchange is one GET of this monitor, in the order in which they were made. Besides the fields shown, each request carried a User-Agent that names the monitor.',
  'Instants are UTC with milliseconds, by the clock of the machine that looked. clockSync is what its kernel said of that clock; clockOffset is the median of what Date headers of control servers said of it within an hour, theirs minus ours.',
  'receivedSha256 is over the bytes as received after undoing the content encoding; truncatedAt says that we stopped reading there. sha256 in keeping is over the bytes as kept, which are those of the response record.',
  'What is kept is scrubbed of people before it is stored. redactions list each place in the kept text by offset and length in bytes of UTF-8. A sign that the server itself wrote is listed too, so what is not listed is as it came.',
  'form says what of a body was kept at all: json, jrd, nodeinfo and instance are written anew without white space, the last three with known members only; robots has its directives, xrd its links, page the text of an error page. cut says that it ends early at a cap.',
  'Headers are in the order in which their names came, lower-case, repeated ones joined. unkeptHeaders counts those that are not kept. Of cookies only names are kept. The reason phrase and the version of the response line are not kept; requests were HTTP/1.1.',
  'gone says that the bytes were kept and have been removed since; their hash is left. unkept says that only the hash of what came was ever kept.',
  'The finding is what the rule said of these observations. It is an observation by software, not a legal judgement.',
] as const;

/** What a person reads who opens a bundle without knowing fediscope. */
export const readme = `This is evidence of one finding by a Fediscope monitor.

evidence.warc    what was asked and answered, as WARC/1.1 (ISO 28500), scrubbed of people
manifest.json    what the finding says, every fact about every exchange, and the SHA-256 of each file and record
manifest.sig     the Ed25519 signature over manifest.json, 64 bytes
public-key.pem   the key that signed it; compare it with the page /about of the monitor that the manifest names
timestamp.tsr    where it is there: a time-stamp (RFC 3161) over manifest.sig
timestamp.sig    where it is there: the Ed25519 signature over timestamp.tsr

To check all of it:
  fediscope verify-evidence <this bundle> --key <the key from /about, in a file>

To check it without Fediscope:
  openssl pkeyutl -verify -rawin -pubin -inkey public-key.pem -in manifest.json -sigfile manifest.sig
  openssl ts -verify -data manifest.sig -in timestamp.tsr -CAfile <the certificate of the authority>
  sha256sum evidence.warc README.txt     and compare with "files" in manifest.json
`;
