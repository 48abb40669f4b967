import { BlockList, isIP } from 'node:net';

/** Where a list of networks (`127.0.0.0/8,::1/128`) cannot be read: the part that is none; else undefined. */
export function findNoNetwork(list: string): string | undefined {
  return partsOf(list).find((part) => readNetwork(part) === undefined);
}

/** Whether an address, as a socket gives it, lies in one of the networks. */
export function createNetworkCheck(list: string): (address: string | undefined) => boolean {
  const networks = new BlockList();
  for (const part of partsOf(list)) {
    const network = readNetwork(part);
    if (network) networks.addSubnet(network.address, network.bits, network.family);
  }
  return (address = '') => {
    const version = isIP(address);
    return version !== 0 && networks.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}

function partsOf(list: string): string[] {
  return list.split(',').map((part) => part.trim());
}

function readNetwork(text: string) {
  const [address = '', bits = '', ...rest] = text.split('/');
  const version = isIP(address);
  const isWhole = /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
  if (version === 0 || !isWhole || rest.length > 0) return undefined;
  return { address, bits: Number(bits), family: version === 4 ? 'ipv4' : 'ipv6' } as const;
}
