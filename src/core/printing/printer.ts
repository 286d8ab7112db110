import { connect } from 'node:net';
import { spawn } from 'node:child_process';
import type { Printer } from '../../shared/settings/printer';
import { windowsQueueScript } from './windows-queue';

/** The printer did not accept the ticket; the reason is in `cause`. Part of it may have been printed. */
export class PrinterFailure extends Error {}

const timeoutMs = 10_000;

/** Resolves once the printer, or the system's queue, has taken every byte. Rejects with `PrinterFailure`. */
export async function sendToPrinter(printer: Printer, bytes: Uint8Array): Promise<void> {
  const sending =
    printer.kind === 'network'
      ? sendToSocket(printer.host, printer.port, bytes)
      : sendToQueue(printer.name, bytes);
  await sending.catch((cause: unknown) => {
    throw new PrinterFailure('the printer did not take the ticket', { cause });
  });
}

function sendToSocket(host: string, port: number, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
    socket.on('connect', () => socket.end(bytes));
    socket.on('close', (failed) => {
      if (!failed) resolve();
    });
    // Some printers send their state: unread, it would keep the connection open.
    socket.resume();
  });
}

function sendToQueue(name: string, bytes: Uint8Array): Promise<void> {
  const [program, args]: [string, readonly string[]] =
    process.platform === 'win32'
      ? ['powershell.exe', ['-NoProfile', '-NonInteractive', '-EncodedCommand', windowsQueueScript(name)]]
      : ['lp', ['-d', name, '-o', 'raw']];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: timeoutMs,
      windowsHide: true,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    // A program that ends early closes its input; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said))));
    child.stdin.end(bytes);
  });
}
