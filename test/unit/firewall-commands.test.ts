import { expect, it } from 'vitest';
import { elevationScript } from '../../src/core/screens/repair-firewall';
import { firewallCommands } from '../../src/shared/screens/firewall-commands';

it('the two lines for Windows’ firewall take the old refusal away, then let in the shop’s own network alone', () => {
  expect(firewallCommands('C:\\Users\\Awa\\Comptoir\\Comptoir.exe', 4280)).toEqual([
    'netsh advfirewall firewall delete rule name=all program="C:\\Users\\Awa\\Comptoir\\Comptoir.exe"',
    'netsh advfirewall firewall add rule name="Comptoir (écrans)" dir=in action=allow program="C:\\Users\\Awa\\Comptoir\\Comptoir.exe" protocol=TCP localport=4280 profile=any remoteip=localsubnet',
  ]);
});

it('they are run by an administrator’s prompt, whatever the program’s folder is called', () => {
  const program = "C:\\Users\\N'Dri & fils\\Comptoir.exe";
  expect(elevationScript(firewallCommands(program, 4280))).toBe(
    [
      "$ErrorActionPreference = 'Stop'",
      "$prompt = Start-Process -FilePath cmd.exe -Verb RunAs -WindowStyle Hidden -Wait -PassThru -ArgumentList '/d /s /c " +
        '"netsh advfirewall firewall delete rule name=all program="C:\\Users\\N\'\'Dri & fils\\Comptoir.exe"' +
        ' & netsh advfirewall firewall add rule name="Comptoir (écrans)" dir=in action=allow' +
        ' program="C:\\Users\\N\'\'Dri & fils\\Comptoir.exe" protocol=TCP localport=4280 profile=any remoteip=localsubnet"\'',
      'exit $prompt.ExitCode',
    ].join('\n'),
  );
});
