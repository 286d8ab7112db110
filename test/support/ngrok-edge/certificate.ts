import selfsigned from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Self-signed, for this computer: the SDK accepts it as its own authority. */
export async function createCertificate(): Promise<Certificate> {
  const day = 86_400_000;
  const pems = await selfsigned.generate([{ name: 'commonName', value: 'stand-in ngrok edge' }], {
    keyType: 'ec',
    algorithm: 'sha256', // the default, SHA-1, ends in a mute "tls handshake error"
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 7 * day),
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
