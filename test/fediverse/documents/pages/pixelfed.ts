import { htmlPage, type PageOf } from './page.ts';

const stock = 'https://github.com/pixelfed/pixelfed';
const head = (title: string): string =>
  `<title>${title}</title><meta property="og:site_name" content="Pixelfed"><link rel="manifest" href="/manifest.json">`;
const script = '<script type="text/javascript">window.App = {config: {"ab":{"loops":false}}};</script>';

/** The front page of Pixelfed: the source is one click away. Source: pixelfed:resources/views/layouts/app.blade.php, partial/footer.blade.php. */
export function pixelfedPage({ host, version }: PageOf): string {
  const powered = `<a href="https://pixelfed.org" class="text-muted" rel="noopener" title="version ${version}">Powered by Pixelfed</a><span>v${version}</span>`;
  const footer = `<footer><div class="container"><a href="/site/open-source">Open Source</a>${powered}</div></footer>`;
  return htmlPage(head(host), `<main id="content"></main>${footer}${script}`);
}

/** The page about the source. Source: pixelfed:resources/views/site/opensource.blade.php. */
export function pixelfedSourcePage({ host, source = stock }: PageOf): string {
  const text = `<p>The software that powers this website is called <a href="https://pixelfed.org">Pixelfed</a> and anyone can <a href="${source}">download</a> or <a href="${source}">view</a> the source code.</p>`;
  return htmlPage(
    head(`Open Source - ${host}`),
    `<div class="container"><section>${text}</section></div>${script}`,
  );
}
