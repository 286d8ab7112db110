import { createSocket } from 'node:dgram';
import type { networkInterfaces } from 'node:os';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** Virtual adapters: no device in the shop reaches the computer through them. */
const madeByPrograms =
  /^(docker|br-|veth|virbr|vboxnet|vmnet|tun|tap|utun|wg|zt|tailscale|ham|ppp|lxc|podman|cni|bridge\d)|virtualbox|vmware|vethernet|hyper-v|wsl|loopback|vpn|tailscale|zerotier|wireguard|hamachi|openvpn/i;
/** The address prefix of VirtualBox's host-only network, which Windows calls "Ethernet 2". */
const hostOnlyMac = '0a:00:27';
const hostOnlyNetwork = '192.168.56.';

/**
 * The private addresses at which the shop's Wi-Fi reaches this computer, in the order of their adapters; `first` comes
 * first.
 */
export function lanAddresses(interfaces: Interfaces, first: string | null): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.flatMap(({ family, internal, address, mac }) =>
      family === 'IPv4' &&
      !internal &&
      isPrivate(address) &&
      !madeByPrograms.test(name) &&
      !mac.toLowerCase().startsWith(hostOnlyMac) &&
      !address.startsWith(hostOnlyNetwork)
        ? [address]
        : [],
    ),
  );
  const unique = [...new Set(found)];
  return [...unique.filter((one) => one === first), ...unique.filter((one) => one !== first)];
}

/** RFC 1918. Self-assigned addresses (no router) are left out, because they lead nowhere. */
export function isPrivate(address: string): boolean {
  const [a = -1, b = -1] = address.split('.').map(Number);
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
}

/** Any public address works: connecting a UDP socket sends nothing, but tells which adapter would be used. */
const somewhere = { address: '192.0.2.1', port: 9 };

/** The address of the adapter with the default route; null where there is none. */
export function addressOfDefaultRoute(): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const done = (address: string | null): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => done(null));
    socket.connect(somewhere.port, somewhere.address, () => done(socket.address().address));
  });
}
