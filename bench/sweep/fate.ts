/** Every way in which a server of the crowd can be dead. The order decides who dies how, so it stays. */
export const fates = [
  /** The name does not exist. */
  'name-absent',
  /** Its name server says nothing. */
  'name-silent',
  /** Its name server has a failure. */
  'name-servfail',
  /** Nothing listens at its address. */
  'refused',
  /** Packets to its address are dropped. */
  'black-hole',
  /** Connections are accepted and nothing comes back. */
  'silent',
  /** Connections are reset when TLS begins. */
  'reset',
  /** Something that is not TLS answers. */
  'not-tls',
  /** The certificate has expired. */
  'expired',
  /** The certificate is another site's. */
  'wrong-name',
  /** The certificate is signed by nobody. */
  'self-signed',
  /** Every answer stops in the middle of its body. */
  'hangs-in-body',
  /** Every connection is reset in the middle of a body. */
  'resets-in-body',
  /** Connections are closed where an answer should come. */
  'closes',
  /** 503 everywhere. */
  'unavailable',
  /** 502 everywhere. */
  'bad-gateway',
  /** 410 everywhere. */
  'gone',
  /** A bot challenge before every URL. */
  'challenge',
  /** 429 everywhere, and come back in an hour. */
  'busy',
  /** The domain is for sale: a page behind every URL. */
  'parked',
] as const;

export type Fate = (typeof fates)[number];
