/** The name that robots.txt files know us by. Source: RFC 9309 §2.2.1. */
export const productToken = 'Fediscope';

/** It may stand with more, such as a version or a remark. */
const ownName = new RegExp(`^${productToken}(?![a-z_-])`, 'i');
const everyonesName = /^\*(?:\s|$)/;

const lineEnd = /\r\n|\r|\n/;
/** A field and its value; what stands behind a `#` is a remark. */
const record = /^[\t ]*([a-z-]+)[\t ]*:([^#]*)/i;
/** In one way only: a long text of digits would be tried in as many as it has. */
const number = /^(?:\d+(?:\.\d+)?|\.\d+)$/;

/** What the group of a robots.txt that holds for us says. `rules`: one a line, `+` or `-` before the path; equal groups have equal texts. */
export interface RobotsGroup {
  readonly namesUs: boolean;
  /** 0: none. */
  readonly delaySeconds: number;
  readonly rules: string;
}

/**
 * The group of a file that names us, else the one for everyone; groups of one name are one. Of any other nothing is kept: a file may name
 * as many crawlers as it has rules, and each rule is for all of them. Source: RFC 9309 §2.2.1.
 */
export function groupForUs(text: string): RobotsGroup {
  const groups = new Groups();
  for (const line of text.replace(/^\uFEFF/, '').split(lineEnd)) {
    const [, field = '', value = ''] = record.exec(line) ?? [];
    groups.read(field.toLowerCase(), value.trim());
  }
  return groups.forUs;
}

interface Group {
  isGiven: boolean;
  delaySeconds: number;
  readonly rules: string[];
}

/** The two groups that can hold for us, while a file is read line by line. */
class Groups {
  readonly #ours: Group = { isGiven: false, delaySeconds: 0, rules: [] };
  readonly #everyones: Group = { isGiven: false, delaySeconds: 0, rules: [] };
  /** Those of them that the lines at hand are for. */
  readonly #named = new Set<Group>();
  #isNaming = false;

  get forUs(): RobotsGroup {
    const { delaySeconds, rules } = this.#ours.isGiven ? this.#ours : this.#everyones;
    return { namesUs: this.#ours.isGiven, delaySeconds, rules: rules.join('\n') };
  }

  /** A field of another format does not end a group. Source: RFC 9309 §2.2.4. */
  read(field: string, value: string): void {
    if (field === 'user-agent') this.#name(value);
    else if (field === 'allow' || field === 'disallow' || field === 'crawl-delay') this.#rule(field, value);
  }

  #rule(field: 'allow' | 'disallow' | 'crawl-delay', value: string): void {
    this.#isNaming = false;
    for (const group of this.#named) {
      if (field === 'crawl-delay') group.delaySeconds = Math.max(group.delaySeconds, secondsIn(value));
      // A rule without a path rules nothing.
      else if (value !== '') group.rules.push(`${field === 'allow' ? '+' : '-'}${value}`);
    }
  }

  #name(name: string): void {
    if (!this.#isNaming) this.#named.clear();
    this.#isNaming = true;
    const group = this.#called(name);
    if (group === undefined) return;
    group.isGiven = true;
    this.#named.add(group);
  }

  #called(name: string): Group | undefined {
    if (ownName.test(name)) return this.#ours;
    return everyonesName.test(name) ? this.#everyones : undefined;
  }
}

/** 0: it is no number that anybody could wait for. */
function secondsIn(value: string): number {
  const delay = number.test(value) ? Number(value) : 0;
  return Number.isFinite(delay) ? delay : 0;
}
