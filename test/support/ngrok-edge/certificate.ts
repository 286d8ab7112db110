import selfsigned from 'selfsigned';
import { realNow } from '../real-now';
import { dayMs } from '../../../src/shared/calendar';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Self-signed, for this computer: the SDK accepts it as its own authority. */
export async function createCertificate(): Promise<Certificate> {
  const day = dayMs;
  const pems = await selfsigned.generate([{ name: 'commonName', value: 'stand-in ngrok edge' }], {
    keyType: 'ec',
    algorithm: 'sha256', // the default, SHA-1, ends in a mute "tls handshake error"
    notBeforeDate: new Date(realNow() - day),
    notAfterDate: new Date(realNow() + 7 * day),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: '*.edge.test' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}
