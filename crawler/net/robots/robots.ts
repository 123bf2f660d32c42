/**
 * What a host's robots.txt says to us. `absent`: 4xx, so everything is allowed. `unreachable`: 5xx, 429 or no answer, so only what every federation
 * peer must serve stays allowed. `readable`: its rules hold. Source: RFC 9309 §2.3.1.
 */
export interface RobotsFacts {
  readonly state: 'readable' | 'absent' | 'unreachable';
  readonly status?: number;
  /** Does a group name our product token? */
  readonly namesUs: boolean;
  /** Over 500 KiB; only the first part was read. */
  readonly truncated: boolean;
  /** As asked of us. Absent: none. */
  readonly crawlDelaySeconds?: number;
  /** Paths of our catalogue that its rules forbid us, sorted. */
  readonly disallowedPaths: readonly string[];
}
