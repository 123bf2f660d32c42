/** What the landing page of a server depends on. */
export interface PageOf {
  readonly host: string;
  readonly version: string;
  /** The address of the source that the page names. Absent: that of the stock distribution. */
  readonly source?: string;
  /** The name that operators put in the place of the software's. Absent: they did not. */
  readonly brand?: string;
}

/** A page as software builds it: what is in its head, and what is in its body. */
export function htmlPage(head: string, body: string, attributes = 'lang="en"'): string {
  return `<!DOCTYPE html>\n<html ${attributes}>\n<head><meta charset="utf-8">${head}</head>\n<body>${body}</body>\n</html>\n`;
}

/** JSON in a script element, as software writes it there. */
export function jsonScript(id: string, value: unknown): string {
  return `<script id="${id}" type="application/json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
}
