/** Texts that break parsers, quoting and terminals; each is a reason of its own. */
export const hostileTexts: readonly string[] = [
  "'; DROP TABLE observations; --", // SQL quoting
  '\\', // a lone escape character
  "\\'\\\\'", // escapes of escapes
  'a\tb\nc\r\nd', // separators of ClickHouse's text formats
  '\u0000\u0001\u001b[31mred\u007f', // NUL, control characters, a terminal escape
  '{"a":[1,2]}\n{"b":3}', // JSON lines inside a JSON line
  '\\N', // NULL in TabSeparated
  'ünïcödé 💥 \u202e\u2028\ufeff', // beyond the BMP, right-to-left override, line separator, byte order mark
  '{server:String}', // a query parameter's place
  '%27%20OR%201%3D1&param_server=x#f', // URL encoding of the HTTP interface
  '__proto__', // a key that is not only a key
  'x'.repeat(70_000), // longer than a page of anything
];
