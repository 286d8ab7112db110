/**
 * What an administrator of Windows runs once: a refusal of an earlier day is a rule that wins over any permission, so it is
 * taken away first. Only the shop's own network may come in, whatever Windows calls it.
 */
export function firewallCommands(program: string, port: number): readonly [string, string] {
  return [
    `netsh advfirewall firewall delete rule name=all program="${program}"`,
    `netsh advfirewall firewall add rule name="Comptoir (écrans)" dir=in action=allow program="${program}" protocol=TCP localport=${port} profile=any remoteip=localsubnet`,
  ];
}
