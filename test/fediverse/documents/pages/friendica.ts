import { htmlPage, type PageOf } from './page.ts';

/** The front page of Friendica. Source: friendica:src/App/Page.php, view/templates/head.tpl. */
export function friendicaPage({ host, version }: PageOf): string {
  const head = `<title>${host}</title><base href="https://${host}/"><meta name="generator" content="Friendica ${version}">`;
  const link = '<a href="https://friendi.ca">Friendica</a>';
  return htmlPage(
    head,
    `<section><h1>Welcome to ${host}</h1></section><footer><a href="/friendica">About this server</a> ${link}</footer>`,
  );
}
