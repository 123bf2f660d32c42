const k0 = 0xc3a5c85c97cb3127n;
const k1 = 0xb492b66fbe98f273n;
const k2 = 0x9ae16a3b2f90404fn;
const k3 = 0xc949d7c7509e6557n;

/** Two numbers of 64 bits. */
type Pair = readonly [first: bigint, second: bigint];

/** What is hashed is read from here on. The tail reads once more what lies before it, so one view goes around. */
type Bytes = DataView;

const wrap = (value: bigint) => BigInt.asUintN(64, value);
const rotate = (value: bigint, shift: bigint) => wrap((value >> shift) | (value << (64n - shift)));
const shiftMix = (value: bigint) => value ^ (value >> 47n);
const fetch64 = (bytes: Bytes, at: number) => bytes.getBigUint64(at, true);

/**
 * The checksum of ClickHouse's compressed blocks: CityHash128 as of version 1.0.2, which later versions of CityHash answer differently. 16 bytes, the first
 * half first, each half little-endian. Source: ClickHouse, contrib/cityhash102/src/city.cc.
 */
export function cityHash128(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hash = new DataView(new ArrayBuffer(16));
  for (const [place, half] of hashOf(view).entries()) hash.setBigUint64(8 * place, half, true);
  return new Uint8Array(hash.buffer);
}

function hashOf(view: Bytes): Pair {
  const length = view.byteLength;
  if (length >= 16) return seeded(view, 16, [fetch64(view, 0) ^ k3, fetch64(view, 8)]);
  if (length < 8) return seeded(view, 0, [k0, k1]);
  const seed: Pair = [fetch64(view, 0) ^ wrap(BigInt(length) * k0), fetch64(view, length - 8) ^ k1];
  return murmur(view, length, seed);
}

function seeded(view: Bytes, start: number, seed: Pair): Pair {
  return view.byteLength - start < 128 ? murmur(view, start, seed) : long(view, start, seed);
}

function hash16([u, v]: Pair): bigint {
  const multiplier = 0x9ddfea08eb382d69n;
  const a = shiftMix(wrap((u ^ v) * multiplier));
  return wrap(shiftMix(wrap((v ^ a) * multiplier)) * multiplier);
}

/** Of the bytes from `start` on, sixteen at most. */
function hashOfFew(view: Bytes, start: number): bigint {
  const length = view.byteLength - start;
  const size = BigInt(length);
  if (length > 8) {
    const [a, b] = [fetch64(view, start), fetch64(view, start + length - 8)];
    return hash16([a, rotate(wrap(b + size), size)]) ^ b;
  }
  if (length >= 4) {
    const [a, b] = [view.getUint32(start, true), view.getUint32(start + length - 4, true)];
    return hash16([size + (BigInt(a) << 3n), BigInt(b)]);
  }
  if (length === 0) return k2;
  const [a, b] = [view.getUint8(start), view.getUint8(start + (length >> 1))];
  const y = BigInt(a + (b << 8));
  const z = size + (BigInt(view.getUint8(view.byteLength - 1)) << 2n);
  return wrap(shiftMix(wrap(y * k2) ^ wrap(z * k3)) * k2);
}

/** Of the bytes from `start` on, fewer than 128. */
function murmur(view: Bytes, start: number, [low, high]: Pair): Pair {
  const end = view.byteLength;
  const length = end - start;
  let [a, b, c, d] = [low, high, 0n, 0n];
  if (length <= 16) {
    a = wrap(shiftMix(wrap(a * k1)) * k1);
    c = wrap(b * k1 + hashOfFew(view, start));
    d = shiftMix(wrap(a + (length >= 8 ? fetch64(view, start) : c)));
  } else {
    c = hash16([wrap(fetch64(view, end - 8) + k1), a]);
    d = hash16([wrap(b + BigInt(length)), wrap(c + fetch64(view, end - 16))]);
    a = wrap(a + d);
    for (let at = start; at < end - 16; at += 16) {
      a = wrap((a ^ mixed(fetch64(view, at))) * k1);
      b ^= a;
      c = wrap((c ^ mixed(fetch64(view, at + 8))) * k1);
      d ^= c;
    }
  }
  a = hash16([a, c]);
  b = hash16([d, b]);
  return [a ^ b, hash16([b, a])];
}

const mixed = (value: bigint) => wrap(shiftMix(wrap(value * k1)) * k1);

/** Of four numbers from `at` on, with two seeds. */
function weak(view: Bytes, at: number, [seedA, seedB]: Pair): Pair {
  const [w, x, y, z] = [0, 8, 16, 24].map((offset) => fetch64(view, at + offset)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]; // as: four were asked for
  const c = wrap(seedA + w);
  const a = wrap(c + x + y);
  const b = wrap(rotate(wrap(seedB + c + z), 21n) + rotate(a, 44n));
  return [wrap(a + z), wrap(b + c)];
}

interface State {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly v: Pair;
  readonly w: Pair;
}

/** Of the bytes from `start` on, 128 at least. */
function long(view: Bytes, start: number, [low, high]: Pair): Pair {
  const whole = view.byteLength - start;
  const z = wrap(BigInt(whole) * k1);
  const first = wrap(rotate(high ^ k1, 49n) * k1 + fetch64(view, start));
  let state: State = {
    ...{ x: low, y: high, z },
    v: [first, wrap(rotate(first, 42n) * k1 + fetch64(view, start + 8))],
    w: [
      wrap(rotate(wrap(high + z), 35n) * k1 + low),
      wrap(rotate(wrap(low + fetch64(view, start + 88)), 53n) * k1),
    ],
  };
  const rest = start + whole - (whole % 128);
  for (let at = start; at < rest; at += 64) state = stirred(view, at, state);
  return finished(view, rest, state);
}

function stirred(view: Bytes, at: number, { x, y, z, v, w }: State): State {
  const newX = wrap(rotate(wrap(x + y + v[0] + fetch64(view, at + 16)), 37n) * k1) ^ w[1];
  const newY = wrap(rotate(wrap(y + v[1] + fetch64(view, at + 48)), 42n) * k1) ^ v[0];
  const newZ = rotate(z ^ w[0], 33n);
  return {
    ...{ x: newZ, y: newY, z: newX },
    v: weak(view, at, [wrap(v[1] * k1), wrap(newX + w[0])]),
    w: weak(view, at + 32, [wrap(newZ + w[1]), newY]),
  };
}

/** The tail, from its end on. */
function finished(view: Bytes, rest: number, { z, ...state }: State): Pair {
  let [y, v, w0] = [wrap(state.y + rotate(state.w[0], 37n) * k0 + z), state.v, state.w[0]];
  let x = wrap(state.x + rotate(wrap(v[0] + z), 49n) * k0);
  const length = view.byteLength - rest;
  for (let done = 32; done < length + 32; done += 32) {
    const at = view.byteLength - done;
    y = wrap(rotate(wrap(y - x), 42n) * k0 + v[1]);
    w0 = wrap(w0 + fetch64(view, at + 16));
    x = wrap(rotate(x, 49n) * k0 + w0);
    w0 = wrap(w0 + v[0]);
    v = weak(view, at, v);
  }
  x = hash16([x, v[0]]);
  y = hash16([y, w0]);
  const w1 = state.w[1];
  return [wrap(hash16([wrap(x + v[1]), w1]) + y), hash16([wrap(x + w1), wrap(y + v[1])])];
}
