/** Servers of one run: 100 hosted and 30,000 peers at full size. */
export interface Crowd {
  readonly hosted: number;
  readonly peers: number;
}

/** Every visit asks the first three. */
const probes = ['dns', 'tls', 'webfinger', 'actor', 'nodeinfo'] as const;
const list = `['${probes.join("','")}']`;

/** Questions a day. Hosted: dns, tls and webfinger each minute, actor every five, nodeinfo every thirty. Peers: four visits of five questions. */
const minutes = 1_440;
const hostedEach = 3 * minutes + minutes / 5 + minutes / 30;
const peerVisits = 4;
const peerEach = 5 * peerVisits;

/** Rows that a day has. */
export function rowsADay({ hosted, peers }: Crowd): number {
  return hosted * hostedEach + peers * peerEach;
}

/** Of a thousand visits so many find a hosted server down, and so many a peer. Of a thousand questions so many are missed. */
const downs = { hosted: 2, peers: 60 } as const;
const missed = 5;

/** A part of a day that is written in one go. `ago`: how many days before the instant the day ends; hours of that day. `toMs`: the instant. */
export interface Stretch {
  readonly ago: number;
  readonly hours: readonly [from: number, to: number];
  readonly toMs: number;
  readonly documents: Documents;
}

/** `whole`: as a crawler writes them. `first`: with the first of their exchanges. `cut`: cut to what questions read of them. */
export type Documents = 'whole' | 'first' | 'cut';

const columnsOf: Readonly<Record<Documents, readonly [data: string, exchanges: string]>> = {
  whole: ['data', 'all_exchanges'],
  first: ['data', 'exchanges'],
  cut: ['cut_data', 'cut_exchanges'],
};
/** Rows that go through the engine together, and that it puts into one part: whole documents are some kilobytes each. */
const blocksOf: Readonly<Record<Documents, readonly [block: number, part: number]>> = {
  whole: [1_024, 16_384],
  first: [8_192, 300_000],
  cut: [8_192, 300_000],
};

/** Every question of some hours: which server, which visit, and its number in `probes`. A peer has a slot of its own. */
function asked({ hosted, peers }: Crowd, [from, to]: Stretch['hours']): string {
  const length = (to - from) * 60;
  return `SELECT 'h' AS kind, toUInt32(s) AS s, toUInt32(minute) AS minute, question
    FROM (SELECT number % ${hosted} AS s, ${from * 60} + intDiv(number, ${hosted}) AS minute FROM numbers(${hosted * length}))
    ARRAY JOIN arrayConcat([1, 2, 3], if(minute % 5 = 0, [4], []), if(minute % 30 = 0, [5], [])) AS question
  UNION ALL
  SELECT 'p' AS kind, toUInt32(s) AS s, toUInt32(visit * ${minutes / peerVisits} + s % ${minutes / peerVisits}) AS minute, question
    FROM (SELECT intDiv(number, ${peerVisits}) AS s, number % ${peerVisits} AS visit FROM numbers(${peers * peerVisits}))
    ARRAY JOIN [1, 2, 3, 4, 5] AS question
    WHERE minute >= ${from * 60} AND minute < ${to * 60}`;
}

/**
 * Some hours of observations, in one part, as a crawler leaves them after its first merges. Who is down is down for all questions of a visit; it times out
 * while connecting, or answers 5xx. Documents are those that a Mastodon of the test fediverse gave, their times drawn anew: 40 ms and more, one in twenty ten
 * times that.
 */
export function stretchInsert(crowd: Crowd, { ago, hours, toMs, documents }: Stretch): string {
  const [data, exchanges] = columnsOf[documents];
  const [block, part] = blocksOf[documents];
  return `INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, duration_ms, probe_version, consent, outcome,
      failure_code, failure_stage, failure_detail, replayed, data, exchanges)
    WITH (SELECT groupArray(${data}) FROM documents) AS datas, (SELECT groupArray(${exchanges}) FROM documents) AS asks
    SELECT concat(kind, toString(s), '.example'), ${list}[question], at, 'local', at + toIntervalMillisecond(rand(1) % 1500), took, 1,
      if(kind = 'h', 'hosted', 'peer'), multiIf(late, 'missed', bad, 'failed', 'ok'),
      multiIf(late, 'request-budget', NOT bad, '', s % 3 = 0, 'http-server-error', 'connect-timeout'),
      multiIf(late, 'policy', NOT bad, '', s % 3 = 0, 'http', 'connect'), if(late OR bad, 'as generated', ''), false,
      if(late OR bad, '', datas[question]),
      if(late OR bad, '[]', replaceAll(asks[question], ':"drawn"', concat(':', toString(took))))
    FROM (
      SELECT kind, s, question, fromUnixTimestamp64Milli(${toMs}, 'UTC') - toIntervalMinute(${(ago + 1) * minutes}) + toIntervalMinute(minute) AS at,
        cityHash64(kind, s, at) % 1000 < if(kind = 'h', ${downs.hosted}, ${downs.peers}) AS bad, rand(2) % 1000 < ${missed} AS late,
        (40 + rand(3) % 4000 / 10) * if(rand(4) % 20 = 0, 10, 1) AS took
      FROM (${asked(crowd, hours)})
    )
    SETTINGS max_execution_time = 0, max_block_size = ${block}, min_insert_block_size_rows = ${part}, min_insert_block_size_bytes = 268435456`;
}

/**
 * Keeps what one server of those in the table `recorded` answered, in the order of `probes`: the data, the first exchange and all of them, with a mark where a time goes.
 * `cut_data`, `cut_exchanges`: what questions read of them, the certificates and the times.
 */
export function keepDocuments(model: string): string {
  const marked = (text: string) =>
    `replaceRegexpAll(${text}, '"(totalMs|waitMs)":[0-9.]+', '"\\\\1":"drawn"')`;
  return `CREATE TABLE documents ENGINE = Memory AS
    SELECT data, drawn AS exchanges, all_drawn AS all_exchanges,
      if(probe = 'tls', concat('{"sessions":', toJSONString(JSONExtract(data, 'sessions', 'Array(Tuple(chain Array(Tuple(validTo String))))')), '}'), '{}') AS cut_data,
      if(drawn = '[]', '[]', concat('[{"timings":', JSONExtractRaw(JSONExtractArrayRaw(drawn)[1], 'timings'), '}]')) AS cut_exchanges
    FROM (
      SELECT probe, data, if(exchanges = '[]', '[]', concat('[', ${marked('JSONExtractArrayRaw(exchanges)[1]')}, ']')) AS drawn,
        ${marked('exchanges')} AS all_drawn FROM recorded
      WHERE server = '${model}' AND probe IN ${list.replace('[', '(').replace(']', ')')}
    ) ORDER BY indexOf(${list}, probe)`;
}
