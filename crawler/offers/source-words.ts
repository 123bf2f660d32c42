/** How links to source are worded, in lower case, by language. Source: the interfaces of Mastodon, Misskey, GoToSocial, Pixelfed, Plume and WriteFreely. */
export const wordings: readonly string[] = [
  ...[
    'source code',
    'view source',
    'sourcecode',
    'source-code',
    'get the source',
    'code source',
    'open source',
  ],
  ...['quellcode', 'quelltext', 'quelloffen', 'broncode', 'kildekode', 'kildekoden', 'källkod', 'lähdekoodi'],
  ...[
    'código fuente',
    'código-fonte',
    'código fonte',
    'codi font',
    'codice sorgente',
    'codul sursă',
    'cod sursă',
  ],
  ...[
    'kaynak kodu',
    'kaynak kod',
    'zdrojový kód',
    'zdrojový kod',
    'kod źródłowy',
    'forráskód',
    'izvorni kod',
  ],
  ...[
    'izvorna koda',
    'lähtekood',
    'pirmkods',
    'išeities kodas',
    'iturburu-kodea',
    'cód foinseach',
    'fonto-kodo',
    'fontkodo',
  ],
  ...[
    'исходный код',
    'исходники',
    'вихідний код',
    'зыходны код',
    'изходен код',
    'изворни код',
    'πηγαίος κώδικας',
  ],
  ...[
    'ソースコード',
    '源代码',
    '源码',
    '源代碼',
    '原始碼',
    '소스 코드',
    '소스코드',
    'mã nguồn',
    'kode sumber',
    'kod sumber',
  ],
  ...['ซอร์สโค้ด', 'الكود المصدري', 'الشيفرة المصدرية', 'کد منبع', 'קוד מקור', 'स्रोत कोड', 'mastodon source'],
];

/** Whole texts that mean it, and are too short to be looked for inside others. */
const alone: ReadonlySet<string> = new Set([
  'source',
  'sources',
  'code',
  'git',
  'github',
  'gitlab',
  'codeberg',
  'forgejo',
  'quelle',
]);

const longestText = 200;

/** Does the text of a link say that it leads to source? */
export function saysSource(text: string): boolean {
  if (text === '') return false;
  const words = text.slice(0, longestText).replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return alone.has(words) || /^source\b/.test(words) || wordings.some((wording) => words.includes(wording));
}
