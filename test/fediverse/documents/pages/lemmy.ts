import { htmlPage, type PageOf } from './page.ts';

/** The front page that Lemmy-UI renders. Its footer links the organisation, not a repository. Source: LemmyNet/lemmy-ui:create-ssr-html.tsx, footer.tsx. */
export function lemmyPage({ host, version, source = 'https://github.com/LemmyNet' }: PageOf): string {
  const head = [
    `<title>${host}</title>`,
    '<meta name="Description" content="Lemmy">',
    '<script>window.isoData = {"path":"/","routeData":{},"errorPageData":undefined};</script>',
    '<script defer src="/static/1f2e3d/js/client.js"></script>',
  ];
  const versions = `<li class="nav-item"><span class="nav-link">UI: ${version}</span></li><li class="nav-item"><span class="nav-link">BE: ${version}</span></li>`;
  const code = `<li class="nav-item"><a class="nav-link" href="${source}">Code</a></li>`;
  const join =
    '<li class="nav-item"><a class="nav-link" href="https://join-lemmy.org">join-lemmy.org</a></li>';
  const footer = `<footer class="app-footer"><ul class="navbar-nav">${versions}${code}${join}</ul></footer>`;
  return htmlPage(head.join('\n'), `<div id="root">${footer}</div>`);
}
