import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'vitest';
import { atFileEnd } from '../../file-end.ts';

const missing = 'openssl is not installed: apt-get install openssl';
const isInstalled = spawnSync('openssl', ['version']).error === undefined;

/** What an authority does with the answers of openssl. `whole`: nothing. `refusing`: it answers with a status of refusal. `broken`: with an error page. */
export type Mood = 'whole' | 'refusing' | 'broken';

/** A time-stamp authority on loopback: `openssl ts` behind HTTP. Without openssl the test is skipped, and fails where everything has to be there. */
export async function startAuthority(context: TestContext, mood: Mood = 'whole') {
  if (!isInstalled && process.env['CI'] === 'true') throw new Error(missing);
  if (!isInstalled) return context.skip(missing);
  const folder = mkdtempSync(join(tmpdir(), 'fediscope-authority-'));
  makeKey(folder);
  const asked: Buffer[] = [];
  const server = createServer(async (request, response) => {
    const query = await buffer(request);
    asked.push(query);
    if (mood === 'broken') response.writeHead(500).end('<h1>sorry</h1>');
    else response.setHeader('content-type', 'application/timestamp-reply').end(reply(folder, query, mood));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  atFileEnd(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { url: `http://127.0.0.1:${port}/tsa`, certificate: join(folder, 'tsa.pem'), asked };
}

/** A certificate of its own that may sign time-stamps and nothing else. Source: RFC 3161 §2.3. */
function makeKey(folder: string): void {
  const config = `[req]
distinguished_name = name
x509_extensions = tsa
prompt = no
[name]
CN = Test Time-Stamp Authority
[tsa]
basicConstraints = critical,CA:true
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = ${join(folder, 'serial')}
default_policy = 1.3.6.1.4.1.32473.1
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;
  writeFileSync(join(folder, 'tsa.cnf'), config);
  writeFileSync(join(folder, 'serial'), '01\n');
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-config', 'tsa.cnf'];
  execFileSync('openssl', [...request, '-keyout', 'key.pem', '-out', 'tsa.pem'], {
    cwd: folder,
    stdio: 'ignore',
  });
}

function reply(folder: string, query: Buffer, mood: Mood): Buffer {
  // An algorithm that the configuration does not name is refused.
  const sent =
    mood === 'refusing'
      ? Buffer.from(
          query
            .toString('latin1')
            .replace('\x60\x86\x48\x01\x65\x03\x04\x02\x01', '\x60\x86\x48\x01\x65\x03\x04\x02\x08'),
          'latin1',
        )
      : query;
  writeFileSync(join(folder, 'query.tsq'), sent);
  const signing = ['-signer', 'tsa.pem', '-inkey', 'key.pem', '-config', 'tsa.cnf', '-section', 'tsa_config'];
  execFileSync('openssl', ['ts', '-reply', '-queryfile', 'query.tsq', ...signing, '-out', 'reply.tsr'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return readFileSync(join(folder, 'reply.tsr'));
}
