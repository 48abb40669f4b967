import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/** `hello-program.ts PORT FILE`: answers every request with the bytes of the file. */
const [port, path = ''] = process.argv.slice(2);
const body = readFileSync(path);
const headers = { 'content-type': 'application/json', 'content-length': body.length };

createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers);
  response.end(body);
}).listen(Number(port), '127.0.0.1');
