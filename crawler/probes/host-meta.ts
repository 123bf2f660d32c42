/** The XRD that older peers ask first for the WebFinger template. */
export interface HostMetaData {
  /** The URL that answered, after redirects. */
  readonly url: string;
  /** As sent. Absent: the header is missing. */
  readonly contentType?: string;
  /** `template` of every `rel="lrdd"` link, in document order. */
  readonly lrddTemplates: readonly string[];
}
