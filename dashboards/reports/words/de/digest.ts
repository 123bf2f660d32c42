import type { digestEnglish } from '../en/digest.ts';

/** The weekly digest, in German. */
export const digestGerman: typeof digestEnglish = {
  title: (from, to) => `Defederierung vom ${from} bis ${to}`,
  nothing: (hosted) =>
    `Keine Liste, die wir lesen dürfen, hat sich zu unseren Servern geändert (beobachtet werden ${hosted}).`,
  unread: (hosted) =>
    `In dieser Woche wurde keine Liste gelesen: Wir können nicht sagen, ob sich eine zu unseren Servern geändert hat (beobachtet werden ${hosted}).`,
  listsRead: (lists) => `In dieser Woche gelesene Listen: ${lists}.`,
  changed: (changes, servers, hosted) =>
    `Änderungen auf Listen: ${changes}, zu ${servers} unserer ${hosted} Server.`,
  standing: (rejecting, limiting) =>
    `Gegenstellen, die ihn blockieren: ${rejecting}, die ihn einschränken: ${limiting}`,
  reach: (before, after) =>
    `angenommen von ${after} der Gegenstellen, die wir lesen können (eine Woche zuvor: ${before})`,
  noReach: 'keine Gegenstelle veröffentlicht ihre ganze Liste',
  between: (from, to) => `zwischen ${from} und ${to}`,
  cut: (until) =>
    `Es gab zu viele Änderungen, um alle zu lesen: Jene bis ${until} fehlen, auch auf der Seite.`,
  more: (count) => `Hier nicht genannte Änderungen: ${count}. Alle stehen auf der Seite.`,
};
