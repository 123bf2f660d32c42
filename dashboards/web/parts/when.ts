import { instant } from '../../../model/clock.ts';
import { type Markup, markup } from '../markup.ts';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A span in its largest whole unit, such as "34 s" or "3 d". Under a second: "0 s". */
export function span(ms: number): string {
  const [unit, size] = units.find(([, size]) => ms >= size) ?? units[3];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}

/** "2026-11-21 23:14:04 UTC" of an instant; what is no instant is shown as it is. */
export function utc(at: string): string {
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? at : `${instant(ms).slice(0, 19).replace('T', ' ')} UTC`;
}

/** How long ago an instant was, and when that is in UTC. */
export function moment(at: string, nowMs: number): Markup {
  const ageMs = nowMs - Date.parse(at);
  if (Number.isNaN(ageMs)) return markup`<span>${at}</span>`;
  const words = ageMs < 0 ? `in ${span(-ageMs)}` : `${span(ageMs)} ago`;
  return markup`<time class="moment" datetime="${at}"><span class="age">${words}</span> <span class="utc">${utc(at)}</span></time>`;
}

/** For how long something has lasted, and since when in UTC. */
export function lasting(since: string, nowMs: number): Markup {
  const ageMs = nowMs - Date.parse(since);
  if (Number.isNaN(ageMs)) return markup`<span>${since}</span>`;
  return markup`<time class="moment" datetime="${since}"><span class="age">${span(ageMs)}</span> <span class="utc">since ${utc(since)}</span></time>`;
}

/** For how long something lasted that is over, and from when to when in UTC. */
export function lasted(from: string, to: string): Markup {
  const words = span(Date.parse(to) - Date.parse(from));
  return markup`<span class="moment"><span class="age">${words}</span> <span class="utc"><time datetime="${from}">${utc(from)}</time> to <time datetime="${to}">${utc(to)}</time></span></span>`;
}

/** A duration of one phase, such as "12 ms" or "1.4 s". */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
