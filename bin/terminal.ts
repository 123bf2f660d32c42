import { styleText } from 'node:util';

/** Where a command's words go. `out` is the command's own output, `err` everything else. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Replaces the line at the bottom of a live terminal that tells how things go; empty: no such line. */
  status(line: string): void;
  /** Is a person watching standard error? */
  readonly live: boolean;
  /** Columns of standard output; 100 where it is no terminal. */
  readonly columns: number;
  readonly paint: Paint;
}

/** How much a piece of text stands out; plain where colour is off. */
export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', text: string) => string;

const plain: Paint = (_style, text) => text;
const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** The process's own terminal. Colour only where standard output is one that can, and NO_COLOR is unset or empty. Source: no-color.org. */
export function processTerminal(): Terminal {
  const isDumb = process.env['TERM'] === 'dumb';
  const live = process.stderr.isTTY === true && !isDumb;
  const wantsColour = process.stdout.isTTY && !isDumb && !process.env['NO_COLOR'];
  const status = statusLine(live);
  return {
    out: (text) => status.around(() => void process.stdout.write(text)),
    err: (text) => status.around(() => void process.stderr.write(text)),
    status: status.show,
    live,
    columns: Math.max(40, process.stdout.columns || 100),
    paint: wantsColour ? coloured : plain,
  };
}

/** A line that stays at the bottom while other text is written above it. */
function statusLine(live: boolean) {
  let line = '';
  const clear = () => line !== '' && process.stderr.write('\r\u001b[K');
  const draw = () => line !== '' && process.stderr.write(line);
  return {
    show: (next: string): void => {
      if (!live) return;
      clear();
      line = next.slice(0, Math.max(20, (process.stderr.columns || 100) - 1));
      draw();
    },
    around: (write: () => void): void => {
      clear();
      write();
      draw();
    },
  };
}

/** A text in lines of at most `width` columns, each with the indent. Words longer than a line stay whole. */
export function wrap(text: string, { width, indent }: { width: number; indent: string }): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each) => `${indent}${each}`).join('\n');
}
