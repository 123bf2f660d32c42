/** What a reader of a board has chosen. Epoch milliseconds; an absent variable stands on "All". */
export interface Choice {
  readonly from: number;
  readonly to: number;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A variable of a board, as its JSON has it. */
export interface BoardVariable {
  readonly name: string;
  readonly allValue?: string;
}

const quoted = (value: string) => `'${value.replaceAll("'", "\\'")}'`;
const formats: Readonly<Record<string, (value: string) => string>> = {
  '': (value) => value,
  singlequote: quoted,
};
/** Macros of the data source that take no argument; each cuts or keeps milliseconds as it says. */
const macros: Readonly<Record<string, (choice: Choice) => string>> = {
  fromTime: ({ from }) => `toDateTime(${Math.floor(from / 1000)})`,
  toTime: ({ to }) => `toDateTime(${Math.floor(to / 1000)})`,
  fromTime_ms: ({ from }) => `fromUnixTimestamp64Milli(${from})`,
  toTime_ms: ({ to }) => `fromUnixTimestamp64Milli(${to})`,
};

/**
 * A question as Grafana sends it: `${name}` and `${name:format}` of its own and of the board's variables first, then the macros of the data source. A
 * custom value for "All" goes in as it is, in no format. Source: Grafana docs, "Variable syntax"; grafana/clickhouse-datasource docs, "Macros".
 */
export function expanded(rawSql: string, variables: readonly BoardVariable[], choice: Choice): string {
  const own: Readonly<Record<string, string>> = { __from: String(choice.from), __to: String(choice.to) };
  const filled = rawSql.replace(
    /\$\{(\w+)(?::(\w+))?\}|\$(?!__)(\w+)/g,
    (whole, braced, format = '', bare) => {
      const name: string = braced ?? bare;
      const write = formats[format];
      if (write === undefined) throw new Error(`${whole}: no such format`);
      if (own[name] !== undefined) return write(own[name]);
      const variable = variables.find((each) => each.name === name);
      if (variable === undefined) throw new Error(`${whole}: no such variable`);
      const chosen = choice.variables?.[name];
      return chosen === undefined ? (variable.allValue ?? '') : write(chosen);
    },
  );
  return filled.replace(/\$__(\w+)/g, (whole, name) => {
    const macro = macros[name];
    if (macro === undefined) throw new Error(`${whole}: no such macro`);
    return macro(choice);
  });
}
