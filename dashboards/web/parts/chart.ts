import { createRequire } from 'node:module';
import type { ECharts } from 'echarts/core';
import { raw } from 'hono/html';
import { type Content, type Markup, markup } from '../markup.ts';

/** What ECharts is asked to draw. */
export type ChartOption = Parameters<ECharts['setOption']>[0];

/** A picture. `label`: what it shows, for those who do not see it. `height`: in units of which it is 640 wide. `beginsAt`: which edge a narrow screen shows first. */
export interface Chart {
  readonly label: Content;
  readonly height: number;
  readonly beginsAt: 'names' | 'newest';
  readonly option: ChartOption;
}

const width = 640;

type Draw = typeof import('echarts/core').init;

const load = createRequire(import.meta.url);
let draw: Draw | undefined;

/** ECharts. Only who looks at a picture needs it. Its 600 modules take ten times as long to load as the one file that it makes of them. */
function drawing(): Draw {
  // as: `require` gives what an import of `echarts` would
  draw ??= (load('echarts/dist/echarts.min') as typeof import('echarts')).init;
  return draw;
}

/** Draws a chart without a browser. Its colours are variables of the stylesheet, so that they follow the reader's scheme. */
export function chart({ label, height, beginsAt, option }: Chart): Markup {
  const drawn = svg(option, height);
  // `raw`: ECharts escapes the texts that it draws, and a test feeds it hostile ones.
  return markup`<div class="chart at-${beginsAt}" role="img" tabindex="0" aria-label="${label}">${raw(drawn) as Markup}</div>`;
}

function svg(option: ChartOption, height: number): string {
  const instance = drawing()(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption({ animation: false, useUTC: true, ...option });
    return plain(instance.renderToSVGString({ useViewBox: true }));
  } finally {
    // It keeps a timer: the process would never end.
    instance.dispose();
  }
}

/** Our pages allow no styles inside themselves: those for the mouse go, those of texts become attributes. Text is escaped, so no tag is found in it. */
function plain(drawn: string): string {
  return drawn
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/<(\w+)((?: [\w:-]+="[^"]*")*)( ?\/?)>/g, (_, tag: string, attributes: string, end: string) => {
      const kept = attributes
        .replace(/ style="[^"]*font-weight:bold[^"]*"/g, ' font-weight="bold" font-size="12"')
        .replace(/ style="[^"]*"/g, tag === 'text' ? ' font-size="12"' : '')
        .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|baseProfile)="[^"]*"/g, '');
      return `<${tag}${kept}${end}>`;
    });
}
