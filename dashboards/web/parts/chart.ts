import { BarChart, CustomChart, GraphChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { raw } from 'hono/html';
import { type Content, type Markup, markup } from '../markup.ts';

use([
  BarChart,
  CustomChart,
  GraphChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  SVGRenderer,
]);

/** What ECharts is asked to draw. */
export type ChartOption = Parameters<ECharts['setOption']>[0];

/** A picture. `label`: what it shows, for those who do not see it. `height`: in units of which it is 640 wide. */
export interface Chart {
  readonly label: Content;
  readonly height: number;
  readonly option: ChartOption;
}

const width = 640;

/** Draws a chart without a browser. Its colours are variables of the stylesheet, so that they follow the reader's scheme. */
export function chart({ label, height, option }: Chart): Markup {
  const drawn = svg(option, height);
  // `raw`: ECharts escapes the texts that it draws, and a test feeds it hostile ones.
  return markup`<div class="chart" role="img" tabindex="0" aria-label="${label}">${raw(drawn) as Markup}</div>`;
}

function svg(option: ChartOption, height: number): string {
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
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
