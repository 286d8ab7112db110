/**
 * Windows has no command that passes raw bytes to a queue. Its spooler has functions for that (winspool.drv), and
 * PowerShell can call them. The best driver for the queue is "Generic / Text Only". It is not used here, because the data
 * type is RAW. Returns the text for `-EncodedCommand`: the queue's name is data in it, and never part of a command line.
 */
export function windowsQueueScript(queue: string): string {
  const name = Buffer.from(queue, 'utf16le').toString('base64');
  return Buffer.from(script.replace('QUEUE', name), 'utf16le').toString('base64');
}

const script = `
$ErrorActionPreference = 'Stop'
$queue = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('QUEUE'))
$taken = New-Object IO.MemoryStream
[Console]::OpenStandardInput().CopyTo($taken)
Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
public static class RawQueue {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  struct Document { public string Name; public string File; public string Type; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinter(IntPtr printer, int level, ref Document document);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool ClosePrinter(IntPtr printer);
  static void Must(bool done) { if (!done) throw new Win32Exception(Marshal.GetLastWin32Error()); }
  public static void Send(string name, byte[] bytes) {
    IntPtr printer;
    Must(OpenPrinter(name, out printer, IntPtr.Zero));
    try {
      var document = new Document { Name = "Comptoir", Type = "RAW" };
      Must(StartDocPrinter(printer, 1, ref document) != 0);
      Must(StartPagePrinter(printer));
      int written;
      Must(WritePrinter(printer, bytes, bytes.Length, out written));
      Must(written == bytes.Length);
      Must(EndPagePrinter(printer));
      Must(EndDocPrinter(printer));
    } finally { ClosePrinter(printer); }
  }
}
'@
[RawQueue]::Send($queue, $taken.ToArray())
`;
