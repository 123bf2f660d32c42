import { htmlPage, type PageOf } from './page.ts';

const stock = 'https://github.com/MbinOrg/mbin';

/** The front page of Mbin: the link is in the sidebar. Source: MbinOrg/mbin:templates/layout/_sidebar.html.twig. */
export function mbinPage({ host, source = stock }: PageOf): string {
  const powered = `<section class="section about-instance"><p>Powered by <a href="${source}">Mbin</a></p></section>`;
  return htmlPage(`<title>${host}</title>`, `<main id="main"></main><aside id="sidebar">${powered}</aside>`);
}
