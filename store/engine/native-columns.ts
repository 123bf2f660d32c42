import type { NativeReader } from './native-reader.ts';

/** A type of a column. `inner`: what stands in its brackets, where these are types. */
export interface ColumnType {
  readonly name: string;
  readonly inner: readonly ColumnType[];
  readonly width: number;
}

/** Bytes of one value of the types that have a width of their own. */
const widths: Readonly<Record<string, number>> = {
  ...{ UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, UInt128: 16, UInt256: 32 },
  ...{ Int8: 1, Int16: 2, Int32: 4, Int64: 8, Int128: 16, Int256: 32 },
  ...{ Float32: 4, Float64: 8, Bool: 1, Enum8: 1, Enum16: 2, UUID: 16, IPv4: 4, IPv6: 16, Nothing: 1 },
  ...{ Date: 2, Date32: 4, DateTime: 4, DateTime64: 8 },
};
const nested: ReadonlySet<string> = new Set(['Array', 'Nullable', 'Tuple', 'Map', 'LowCardinality']);

/** @throws {RangeError} for types whose values we cannot tell the length of. */
export function typeOf(text: string): ColumnType {
  const [, name = '', brackets] = /^(\w+)(?:\((.*)\))?$/s.exec(text.trim()) ?? [];
  if (name === 'FixedString') return { name, inner: [], width: Number(brackets) };
  if (name === 'Decimal') return { name, inner: [], width: decimalWidth(Number(brackets?.split(',')[0])) };
  if (name.startsWith('Interval')) return { name, inner: [], width: 8 };
  const inner = nested.has(name) ? listed(brackets ?? '').map(typeOf) : [];
  const width = Object.hasOwn(widths, name) ? (widths[name] ?? 0) : 0;
  if (width === 0 && inner.length === 0 && name !== 'String')
    throw new RangeError(
      `columns of the type ${text} cannot be given in the format Native here: ask for JSON, or cast them`,
    );
  return { name, inner, width };
}

function decimalWidth(digits: number): number {
  return [4, 8, 16, 32].find((_, index) => digits <= ([9, 18, 38, 76][index] ?? 0)) ?? 32;
}

/** The parts of a list, which may have brackets and quotes of its own. Elements of a tuple may have names before their types. */
function listed(text: string): readonly string[] {
  const parts = text.match(/(?:'(?:[^'\\]|\\.)*'|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^,'()])+/g) ?? [];
  return parts.map((part) => part.trim().replace(/^(?:`[^`]*`|\w+) (?=[A-Z])/, ''));
}

/** Goes past the values of a column, of which there is at least one. */
export function skipColumn(reader: NativeReader, type: ColumnType, rows: number): void {
  skipPrefix(reader, type);
  skipValues(reader, type, rows);
}

/** What stands before the values of a column: the version of each dictionary. */
function skipPrefix(reader: NativeReader, { name, inner }: ColumnType): void {
  if (name === 'LowCardinality') reader.skip(8);
  else for (const type of inner) skipPrefix(reader, type);
}

function skipValues(reader: NativeReader, { name, inner, width }: ColumnType, rows: number): void {
  if (width > 0) reader.skip(width * rows);
  else if (name === 'String') reader.texts(rows);
  else if (name === 'LowCardinality') skipDictionary(reader, inner, rows);
  else skipNested(reader, { name, inner }, rows);
}

function skipNested(
  reader: NativeReader,
  { name, inner }: Pick<ColumnType, 'name' | 'inner'>,
  rows: number,
): void {
  if (name === 'Nullable') reader.skip(rows);
  // Where the elements of each row end; the last of them is how many there are.
  const values = name === 'Array' || name === 'Map' ? reader.lastOf(rows) : rows;
  for (const type of inner) skipValues(reader, type, values);
}

/** A dictionary and a place in it for every row. Source: `SerializationLowCardinality.cpp`. */
function skipDictionary(reader: NativeReader, [type]: readonly ColumnType[], rows: number): void {
  if (rows === 0 || type === undefined) return;
  const kind = Number(reader.long());
  const keys = Number(reader.long());
  skipValues(reader, type.name === 'Nullable' ? (type.inner[0] ?? type) : type, keys);
  const places = Number(reader.long());
  reader.skip(places * 2 ** (kind & 0xff));
}
