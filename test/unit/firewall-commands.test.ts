import { expect, it } from 'vitest';
import { firewallCommands } from '../../src/shared/screens/firewall-commands';

it('the two lines for Windows’ firewall take the old refusal away, then let in the shop’s own network alone', () => {
  expect(firewallCommands('C:\\Users\\Awa\\Comptoir\\Comptoir.exe', 4280)).toEqual([
    'netsh advfirewall firewall delete rule name=all program="C:\\Users\\Awa\\Comptoir\\Comptoir.exe"',
    'netsh advfirewall firewall add rule name="Comptoir (écrans)" dir=in action=allow program="C:\\Users\\Awa\\Comptoir\\Comptoir.exe" protocol=TCP localport=4280 profile=any remoteip=localsubnet',
  ]);
});
