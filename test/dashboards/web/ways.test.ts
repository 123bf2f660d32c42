import { describe, expect, it } from 'vitest';
import { markup } from '../../../dashboards/web/markup.ts';
import { reviewPart } from '../../../dashboards/web/parts/review.ts';
import { passableIn } from '../../../dashboards/web/parts/ways.ts';
import { host } from '../../store/examples.ts';
import { ago, now } from './fleet.ts';

const own = host('stadt.example');
const part = { customer: 'Stadt Beispiel', own: [own], others: [host('ville.example')] };
const customer = { reader: { roles: [], customer: 'Stadt Beispiel' }, part };
const staff = (role: 'viewer' | 'legal' | 'admin') => ({ reader: { roles: [role] }, part: undefined });

const main = markup`<p><a class="host" href="/servers/stadt.example#actor.vary">own</a> <a href="/servers/ville.example">foreign</a>
<a href="/observations/peer.example%2Factor%2F2026%2Fmain">seen</a> <a href="/bundles/x" download>bundle</a>
<a href="?format=json">data</a> <a href="https://elsewhere.example/audit">elsewhere</a></p>`;
const linked = (text: string, page: unknown) => String(page).includes(`>${text}</a>`);

describe('links of a page', () => {
  it('are those that its reader may follow, and of the others the text stays', () => {
    const of = (traveller: Parameters<typeof passableIn>[1]) => {
      const page = passableIn(main, traveller);
      for (const text of ['own', 'foreign', 'seen', 'bundle', 'data', 'elsewhere'])
        expect(String(page)).toContain(text);
      return ['own', 'foreign', 'seen', 'bundle', 'data', 'elsewhere'].filter((text) => linked(text, page));
    };

    expect(of(staff('admin'))).toEqual(['own', 'foreign', 'seen', 'bundle', 'data', 'elsewhere']);
    expect(of(staff('legal'))).toContain('bundle');
    expect(of(staff('viewer'))).toEqual(['own', 'foreign', 'seen', 'data', 'elsewhere']);
    expect(of(customer)).toEqual(['own', 'data', 'elsewhere']);
    expect(of({ reader: undefined, part: undefined })).toEqual(['data', 'elsewhere']);
  });

  it('are found in markup only: what a stranger wrote is text, and is left as it is', () => {
    const written = markup`${'<a href="/audit">'} ${'</a>'} <a href="/about">${'<a href="/x">'}</a>`;

    expect(String(passableIn(written, staff('viewer')))).toBe(String(written));
  });
});

it('an entry of the queue names what its finding is about in words', () => {
  const subject = {
    kind: 'finding',
    id: 'peering.rejected-by-peer {"peer":"echo.example"}',
    server: own,
  } as const;
  const standing = { subject, state: 'new', history: [] } as const;
  const seen = { rank: 'finding', says: 'it rejects us', at: ago(60), replayed: false } as const;
  const shown = String(reviewPart({ standing, seen }, { nowMs: now, csrf: undefined }));

  expect(shown).toContain('>peering.rejected-by-peer</a>');
  expect(shown).toContain('peer echo.example');
  expect(shown).not.toContain('{&quot;');
});
