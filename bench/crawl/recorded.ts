/** One request as it arrived. Header names are lower case. */
export interface RecordedRequest {
  readonly method: 'GET' | 'HEAD';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Which connection it came on: equal numbers, one connection. */
  readonly connection: number;
}

/** What one host was asked in one visit, in the order it came. A connection that no request names carried none. */
export interface RecordedVisit {
  readonly host: string;
  readonly connections: number;
  readonly requests: readonly RecordedRequest[];
}
