import { htmlPage, type PageOf } from './page.ts';

const stock = 'https://github.com/misskey-dev/misskey';

/** Any page of Misskey: an application, and what it needs to begin. Source: misskey-dev/misskey:packages/backend/src/server/web/views/base.pug. */
export function misskeyPage({ host, version, source = stock }: PageOf): string {
  const meta = {
    name: host,
    version,
    repositoryUrl: source,
    feedbackUrl: `${stock}/issues/new`,
    providesTarball: false,
  };
  const json = JSON.stringify(meta);
  const head = [
    '<meta name="application-name" content="Misskey">',
    '<meta name="referrer" content="origin"><meta name="theme-color" content="#86b300">',
    '<meta name="theme-color-orig" content="#86b300">',
    `<meta property="og:site_name" content="${host}"><meta property="instance_url" content="https://${host}">`,
    `<link rel="stylesheet" href="/vite/style-1.css"><title>${host}</title>`,
    `<script>var VERSION = "${version}"; var CLIENT_ENTRY = "/vite/boot.js";</script>`,
    `<script type="application/json" id="misskey_meta" data-generated-at="1">${json}</script>`,
    '<script type="application/json" id="misskey_clientCtx"></script>',
  ];
  const body =
    '<noscript><p>JavaScriptを有効にしてください</p></noscript><div id="splash"><img id="splashIcon" src="/static-assets/splash.png"></div>';
  const art =
    '<!--\n  Thank you for using Misskey!\n  If you are reading this message... how about joining the development?\n-->\n';
  return htmlPage(head.join('\n'), body).replace('<html', `${art}<html`);
}
