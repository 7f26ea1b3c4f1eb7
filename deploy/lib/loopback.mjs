// Servers of this process listen on this machine alone, whatever they were written to do.
import net from 'node:net';

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...words) {
  const [first, ...rest] = words;
  const onward = rest.filter((word) => typeof word === 'function');
  if (typeof first === 'number') {
    return listen.call(this, {port: first, host: '127.0.0.1'}, ...onward);
  }
  return first !== null && typeof first === 'object' && 'port' in first
    ? listen.call(this, {...first, host: '127.0.0.1'}, ...onward)
    : listen.apply(this, words);
};
