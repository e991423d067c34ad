import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';

/** What is not the internet: this machine, its neighbours, the cloud's own addresses (RFC 6890 and its like). */
const notPublic = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  notPublic.addSubnet(net, prefix, 'ipv6');

/** An IPv4 address in the clothes of IPv6 is looked at as what it is. */
export function isPublic(address: string): boolean {
  return !notPublic.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** No byte was sent: in the words that `sendOnce` understands so. */
class RefusedAddress extends Error {
  readonly code = 'EHOSTUNREACH';
}

/** Resolves a name and takes the addresses only that are the internet's: at the moment of connecting, so that none is put in its place. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const open = addresses.filter(({ address }) => isPublic(address));
    const [first] = open;
    if (!first) return callback(new RefusedAddress(`${hostname} is not on the internet`), []);
    if (options.all) return callback(null, open);
    callback(null, first.address, first.family);
  });
};

const connect = buildConnector({ lookup: publicLookup });
const agent = new Agent({
  connect(options, callback) {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a look-up.
    if (isIP(host) && !isPublic(host)) return callback(new RefusedAddress(`${host} is not on the internet`), null);
    connect(options, callback);
  },
});

/** `fetch` that reaches the internet and nothing nearer: for the hosts that connectors declare. */
export const fetchPublic: typeof globalThis.fetch = async (input, init) => {
  const response = await fetch(String(input), { ...(init as object), dispatcher: agent });
  return response as unknown as Response;
};
