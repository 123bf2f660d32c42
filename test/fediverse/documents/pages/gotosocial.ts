import { htmlPage, type PageOf } from './page.ts';

const stock = 'https://codeberg.org/superseriousbusiness/gotosocial';

/** Any page of GoToSocial. Source: gotosocial:web/template/page.tmpl, page_footer.tmpl. */
export function gotosocialPage({ host, version, source = stock }: PageOf): string {
  const robots = '<meta name="robots" content="noindex, nofollow, noai, noimageai">';
  const link = `<li id="version"><a href="${source}" class="nounderline" rel="nofollow noreferrer noopener">Source - GoToSocial ${version}</a></li>`;
  const contact = '<li><a href="/about" class="nounderline">About</a></li>';
  const footer = `<footer class="page-footer"><nav><ul class="nodot">${contact}${link}</ul></nav></footer>`;
  return htmlPage(
    `<title>${host} - GoToSocial</title>${robots}`,
    `<div class="page"><main></main>${footer}</div>`,
  );
}
