import { htmlPage, jsonScript, type PageOf } from './page.ts';

const stock = {
  pleroma: 'https://git.pleroma.social/pleroma/pleroma',
  akkoma: 'https://akkoma.dev/AkkomaGang/akkoma',
};

/** The front page of Pleroma or Akkoma with its own front end. Source: akkoma:lib/pleroma/web/preload.ex, preload/providers/instance.ex. */
export function pleromaPage(
  name: 'pleroma' | 'akkoma',
  { host, version, source = stock[name] }: PageOf,
): string {
  const nodeinfo = {
    version: '2.0',
    software: { name, version, repository: source },
    protocols: ['activitypub'],
  };
  const results = {
    '/api/v1/instance': encoded({
      uri: `https://${host}`,
      version: `2.7.2 (compatible; ${name} ${version})`,
    }),
    '/nodeinfo/2.0.json': encoded(nodeinfo),
    '/instance/panel.html': encoded('<p>Welcome.</p>'),
  };
  const head = `<title>${host}</title>${jsonScript('initial-results', results)}<!--server-generated-meta-->`;
  const noscript = '<noscript>To use Pleroma, please enable JavaScript.</noscript>';
  return htmlPage(
    head,
    `${noscript}<div id="app"></div><script type="module" src="/static/js/app.1.js"></script>`,
  );
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}
