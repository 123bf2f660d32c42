/** Tables that rules read. Response bodies are not for them: no `evidence`. */
export const allowedTables: ReadonlySet<string> = new Set([
  'observations',
  'latest',
  'schedule',
  'servers',
  'findings',
  'current_findings',
  'deploys',
  'visits',
  'policy_readings',
  'newest_readings',
  'policies',
  'policies_by_subject',
  'policy_changes',
  'hosted_policies',
  'hosted_policy_changes',
  'list_publishers',
  'list_coverage',
]);

/** What queries of others may use. `tables`: the tables in words, for who asked for another one. */
export interface Allowance {
  reads(table: string): boolean;
  calls(name: string): boolean;
  readonly tables: string;
}

/** Kinds of nodes of a parsed SELECT that do nothing but select. Others are refused, among them those that hide a name. Source: ClickHouse 26.7, `EXPLAIN AST`. */
export const allowedNodes: ReadonlySet<string> = new Set([
  'SelectWithUnionQuery',
  'SelectIntersectExceptQuery',
  'SelectQuery',
  'ExpressionList',
  'Function',
  'Identifier',
  'Literal',
  'Asterisk',
  'QualifiedAsterisk',
  'Subquery',
  'WithElement',
  'TablesInSelectQuery',
  'TablesInSelectQueryElement',
  'TableExpression',
  'TableIdentifier',
  'TableJoin',
  'ArrayJoin',
  'OrderByElement',
  'WindowListElement',
  'WindowDefinition',
]);

const scalar = [
  'plus minus multiply divide intDiv intDivOrZero modulo negate abs round floor ceil trunc roundDown sqrt pow exp log least greatest',
  'equals notEquals less greater lessOrEquals greaterOrEquals isNull isNotNull and or not xor if multiIf coalesce ifNull nullIf',
  'assumeNotNull toNullable in notIn like notLike ilike notILike match exists caseWithExpression transform isNaN isFinite',
  'CAST _CAST toString toInt8 toInt16 toInt32 toInt64 toUInt8 toUInt16 toUInt32 toUInt64 toFloat32 toFloat64 toDate toDateTime',
  'toDateTime64 toBool parseDateTime64BestEffortOrNull parseDateTimeBestEffortOrNull toInt64OrNull toFloat64OrNull',
  'toUnixTimestamp toUnixTimestamp64Milli fromUnixTimestamp64Milli toStartOfDay toStartOfHour toStartOfMinute toStartOfMonth',
  'toStartOfInterval toStartOfFiveMinutes toYYYYMM toYYYYMMDD toYear toMonth toDayOfWeek toHour toMinute dateDiff addDays addHours',
  'addMinutes addSeconds addMilliseconds subtractDays subtractHours subtractMinutes subtractSeconds formatDateTime',
  'toIntervalMillisecond toIntervalSecond toIntervalMinute toIntervalHour toIntervalDay toIntervalWeek toIntervalMonth',
  'concat concatWithSeparator substring left right lower upper trimBoth trimLeft trimRight length empty notEmpty startsWith endsWith',
  'position replaceOne replaceAll replaceRegexpOne replaceRegexpAll extract splitByChar splitByString arrayStringConcat leftPad',
  'formatReadableTimeDelta format reverse cityHash64 SHA256 hex domain path isIPv4String isIPv6String cutToFirstSignificantSubdomain',
  'array tuple tupleElement arrayElement map mapKeys mapValues has indexOf arrayConcat arrayCount arrayDistinct arrayEnumerate',
  'arrayExists arrayAll arrayFilter arrayFirst arrayFirstOrNull arrayLast arrayLastOrNull arrayFirstIndex arrayLastIndex arrayMap arrayMax',
  'arrayMin arraySum arrayAvg arraySort arrayReverseSort arrayReverse arraySlice arrayUniq arrayZip arrayDifference arrayCumSum',
  'arrayCompact arrayFold countEqual arrayPushBack arrayPushFront arrayPopBack arrayPopFront arrayJoin lambda range identity',
  'bitAnd bitOr bitNot bitCount bitShiftLeft bitShiftRight',
  'JSONExtract JSONExtractString JSONExtractInt JSONExtractUInt JSONExtractFloat JSONExtractBool JSONExtractRaw JSONExtractArrayRaw',
  'JSONExtractKeys JSONHas JSONLength JSONType JSON_VALUE toJSONString isValidJSON isNotDistinctFrom isDistinctFrom',
];

const aggregate = [
  'count sum avg min max any anyLast argMin argMax uniq uniqExact groupArray groupUniqArray groupArraySorted quantile quantiles',
  'quantileExact quantilesExact quantileExactInclusive quantileTDigest median stddevPop stddevSamp varPop varSamp topK corr simpleLinearRegression',
  'groupBitAnd groupBitOr countDistinct row_number rank dense_rank lagInFrame leadInFrame first_value last_value ntile boundingRatio',
];

const names = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.toLowerCase().split(' '));
const scalars: ReadonlySet<string> = new Set(names(scalar));
const aggregates: ReadonlySet<string> = new Set(names(aggregate));

/** What turns an aggregate into another one that reads nothing else. Source: ClickHouse, "Aggregate function combinators". */
const combinator = /(if|array|distinct|ornull|ordefault|state|merge)$/;

/** May a rule call it? Not `hasAny` and `hasAll`: they compare each element with each, and no limit stops them in between. Letters of either case: ClickHouse knows some names in both. */
export function isAllowedFunction(name: string): boolean {
  const known = name.toLowerCase();
  if (scalars.has(known) || aggregates.has(known)) return true;
  const inner = known.replace(combinator, '');
  return inner !== known && inner !== '' && isAllowedAggregate(inner);
}

function isAllowedAggregate(name: string): boolean {
  if (aggregates.has(name)) return true;
  const inner = name.replace(combinator, '');
  return inner !== name && isAllowedAggregate(inner);
}

/** What fleet rules may use. */
export const ruleAllowance: Allowance = {
  reads: (table) => allowedTables.has(table),
  calls: isAllowedFunction,
  tables: `rules read ${[...allowedTables].join(', ')}`,
};

/** Tables of the engine that say what there is, how large it is and what a statement may call and set. What else is there may tell secrets, such as users, settings of the server, files and questions of others. */
const openSystemTables = ['databases', 'tables', 'columns', 'parts', 'functions', 'settings'];
const openSystem: ReadonlySet<string> = new Set(openSystemTables.map((name) => `system.${name}`));

/** What clients of ClickHouse ask of any server before the first question, and what their users write in addition to rules. */
const clientFunctions: ReadonlySet<string> = new Set(
  names([
    'version displayName revision timezone serverTimezone currentDatabase currentUser uptime now now64 today yesterday',
    'toTypeName toLowCardinality toDecimal64 toUnixTimestamp64Micro fromUnixTimestamp toUUID isNaN greatCircleDistance bar',
    'formatReadableSize formatReadableQuantity countSubstrings toStartOfWeek toStartOfQuarter toStartOfYear toMonday toSecond',
  ]),
);

/** What an administrator with a ClickHouse client may use: every table of ours, and the catalogue of the engine. */
export const clientAllowance: Allowance = {
  reads: (table) => !table.includes('.') || openSystem.has(table),
  calls: (name) => clientFunctions.has(name.toLowerCase()) || isAllowedFunction(name),
  tables: `only tables of Fediscope and ${[...openSystem].join(', ')} can be read here`,
};
