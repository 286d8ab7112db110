const host = '([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}';

/** A host name, as `boutique.ngrok.app`. */
export const hostShape = new RegExp(`^${host}$`);

/** `https://host`, perhaps with a port: no path, no name, no password. */
export const httpsOriginShape = new RegExp(`^https://${host}(:[1-9]\\d{0,4})?$`);

/** A printer on the shop's network: a name or an IP address. */
export const printerHostShape = /^[\w.:-]+$/;
/** Used in a command line: no control characters, and no leading dash. */
export const printerQueueShape = /^[^\p{Cc}-][^\p{Cc}]*$/u;
/** The port on which ticket printers accept raw bytes. */
export const rawPrinterPort = 9100;
