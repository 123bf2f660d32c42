/** What is sent every week, whatever it is about. Days are YYYY-MM-DD, which sorts as text. */
export interface DigestSource {
  /** Who sends it, such as the origin of the monitor: a part of the id of each digest. */
  readonly sender: string;
  /** The newest day whose digest is due at an instant, epoch milliseconds. */
  due(nowMs: number): string;
  /** The body of the digest of a day, JSON of at most 20,000 bytes. It may reject, and is asked again then. */
  write(day: string): Promise<string>;
}
