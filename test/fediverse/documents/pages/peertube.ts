import { htmlPage, type PageOf } from './page.ts';

const stock = 'https://github.com/Chocobozzz/PeerTube';
const mirror = 'https://framagit.org/framasoft/peertube/PeerTube';

/** Any page of PeerTube: its source is named where JavaScript is off. Source: Chocobozzz/PeerTube:client/src/index.html. */
export function peertubePage({ host, source = stock }: PageOf): string {
  const head = `<title>${host}</title><meta property="og:platform" content="PeerTube"><link rel="manifest" href="/manifest.webmanifest">`;
  const links = `<a href="${source}">on GitHub</a> and <a href="${source === stock ? mirror : source}">on GitLab</a>`;
  const noscript = `<noscript><p>It seems that JavaScript is disabled. PeerTube needs it; you may read its source ${links}.</p></noscript>`;
  return htmlPage(head, `${noscript}<my-app></my-app>`);
}
