const { StringDecoder } = require('node:string_decoder');

/** What Express asks of iconv-lite, for the one encoding that our own window sends. */
exports.encodingExists = (encoding) => /^utf-?8$/i.test(encoding);
exports.decode = (bytes, encoding) => exports.getDecoder(encoding).write(bytes);
exports.getDecoder = (encoding) => {
  if (!exports.encodingExists(encoding)) throw new Error(`Encoding not recognized: ${encoding}`);
  return new StringDecoder('utf8');
};
