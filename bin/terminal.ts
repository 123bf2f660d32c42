import { styleText } from 'node:util';

/** Where a command's words go. `out` is the command's own output, `err` everything else. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
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
  const wantsColour = process.stdout.isTTY && !isDumb && !process.env['NO_COLOR'];
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    live: process.stderr.isTTY === true && !isDumb,
    columns: Math.max(40, process.stdout.columns || 100),
    paint: wantsColour ? coloured : plain,
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
