import { htmlPage, jsonScript, type PageOf } from './page.ts';

const stock = 'https://github.com/mastodon/mastodon';

/** Any public page of Mastodon 4: what people read is made by script. Source: mastodon:app/views/layouts/application.html.haml, app/views/shared/_web_app.html.haml. */
export function mastodonPage(of: PageOf): string {
  const { host, brand = 'Mastodon' } = of;
  const head = [
    `<title>${host}</title>`,
    '<link href="/manifest" rel="manifest">',
    '<meta name="style-nonce" content="bm9uY2U=">',
    '<link rel="stylesheet" href="/packs/assets/themes/default-D0D0D0D0.css">',
    '<script src="/packs/assets/application-A0A0A0A0.js" type="module"></script>',
    '<link id="inert-style" rel="stylesheet" href="/packs/assets/inert-B0B0B0B0.css">',
    '<meta name="applicationServerKey" content="BElWsv8h">',
    jsonScript('initial-state', initialState(of)),
  ];
  const apps = '<a href="https://joinmastodon.org/apps">native apps</a>';
  const noscript = `To use the ${brand} web application, please enable JavaScript. Alternatively, try one of the ${apps} for ${brand} for your platform.`;
  const mount = `<div class="notranslate app-holder" id="mastodon" data-props="{&quot;locale&quot;:&quot;en&quot;}"><noscript><div>${noscript}</div></noscript></div>`;
  return htmlPage(head.join('\n'), mount);
}

/** Source: mastodon:app/serializers/initial_state_serializer.rb. */
function initialState({ host, version, source = stock }: PageOf): unknown {
  const repository = new URL(source).pathname.slice(1);
  const meta = {
    streaming_api_base_url: `wss://${host}`,
    locale: 'en',
    domain: host,
    title: host,
    version,
    repository,
    source_url: source,
    limited_federation_mode: false,
    registrations_open: false,
  };
  const media = { accept_content_types: ['.jpg', '.png'] };
  return { meta, compose: { text: '' }, accounts: {}, media_attachments: media, settings: {}, languages: [] };
}

/** A page of Mastodon 3: the link to the source is in the footer. Source: mastodon v3.4.1:app/views/layouts/public.html.haml. */
export function mastodon3Page({
  host,
  version,
  source = 'https://github.com/tootsuite/mastodon',
}: PageOf): string {
  const link = `<h4><a href="https://joinmastodon.org/">What is Mastodon?</a></h4><ul><li><a href="${source}">Source code</a></li></ul>`;
  const columns = `<div class="column-3"><span>v${version}</span></div><div class="column-4">${link}</div>`;
  const footer = `<div class="footer"><div class="grid">${columns}</div></div>`;
  return htmlPage(
    `<title>About - ${host}</title>`,
    `<div class="public-layout"><div class="container">${footer}</div></div>`,
  );
}

/** What a path that does not exist shows. Source: mastodon:app/views/layouts/error.html.haml, app/views/errors/404.html.haml. */
export function mastodonErrorPage({ host }: Pick<PageOf, 'host'>): string {
  const head = `<title>The page you are looking for isn't here. - ${host}</title>`;
  const image = '<div class="dialog__illustration"><img alt="Mastodon" src="/oops.png"></div>';
  const text = '<div class="dialog__message"><h1>The page you are looking for isn\'t here.</h1></div>';
  return `<!DOCTYPE html>\n<html lang="en">\n<head>${head}</head>\n<body class="error"><div class="dialog">${image}${text}</div></body>\n</html>\n`;
}
