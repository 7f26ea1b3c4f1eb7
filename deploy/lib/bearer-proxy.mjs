// Passes every request on to this machine's port with the key of the environment added, for programs that know no keys.
import http from 'node:http';

const [, , port, target] = process.argv;

http.createServer((request, response) => {
  const onward = http.request(
    {
      host: '127.0.0.1',
      port: target,
      path: request.url,
      method: request.method,
      headers: {...request.headers, authorization: `Bearer ${process.env.BEARER}`},
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', (failure) => response.destroy(failure));
  request.pipe(onward);
}).listen(Number(port), '127.0.0.1');
