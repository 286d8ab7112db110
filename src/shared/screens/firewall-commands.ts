/**
 * What an administrator of Windows runs once. A rule from an earlier refusal would win over any permission, so it is
 * removed first. Only the shop's own network may come in, whatever Windows calls it.
 */
export function firewallCommands(program: string, port: number): readonly [string, string] {
  return [
    `netsh advfirewall firewall delete rule name=all program="${program}"`,
    `netsh advfirewall firewall add rule name="Comptoir (écrans)" dir=in action=allow program="${program}" protocol=TCP localport=${port} profile=any remoteip=localsubnet`,
  ];
}
