import type { NetworkInterfaceInfoIPv4 } from 'node:os';
import { describe, expect, it } from 'vitest';
import { lanAddresses } from '../../src/core/screens/lan-addresses';

function at(address: string, over: Partial<NetworkInterfaceInfoIPv4> = {}): NetworkInterfaceInfoIPv4 {
  return {
    ...{ address, netmask: '255.255.255.0', family: 'IPv4', mac: '00:11:22:33:44:55' },
    ...{ internal: false, cidr: `${address}/24`, ...over },
  };
}

describe('the addresses that the door listens at', () => {
  it('are private ones of real adapters, that of the default route first', () => {
    const found = {
      lo: [at('127.0.0.1', { internal: true })],
      eth0: [at('10.0.0.7')],
      'Wi-Fi': [at('192.168.1.10')],
      enp3s0: [at('172.16.4.2'), at('172.32.0.1'), at('169.254.3.3'), at('41.85.160.2'), at('100.64.0.9')],
    };
    expect(lanAddresses(found, '192.168.1.10')).toEqual(['192.168.1.10', '10.0.0.7', '172.16.4.2']);
    expect(lanAddresses(found, null)).toEqual(['10.0.0.7', '192.168.1.10', '172.16.4.2']);
  });

  it.each([
    ['docker0', at('172.17.0.1')],
    ['br-1f2e', at('172.18.0.1')],
    ['virbr0', at('192.168.122.1')],
    ['vEthernet (WSL)', at('172.20.0.1')],
    ['VirtualBox Host-Only Network', at('192.168.1.44')],
    ['Ethernet 2', at('192.168.56.1')],
    ['Ethernet 3', at('192.168.99.1', { mac: '0a:00:27:00:00:05' })],
    ['tun0', at('10.8.0.2')],
    ['OpenVPN TAP-Windows6', at('10.8.0.3')],
    ['Tailscale', at('10.9.0.1')],
  ])('are not that of %s', (name, address) => {
    expect(lanAddresses({ [name]: [address] }, null)).toEqual([]);
  });
});
