/**
 * Loaded into a worker process before its bootstrap when faults are on: a clock that is wrong by FAULT_CLOCK_SKEW_MS, and, as
 * long as the main process says `{"egress":"down"}`, no connection to any port but FAULT_OPEN_PORTS and no DNS. Plain JavaScript,
 * because stripping types would cost every cold start.
 */
import dns from 'node:dns';
import net from 'node:net';

const skewMs = Number(process.env.FAULT_CLOCK_SKEW_MS ?? 0);
const openPorts = new Set((process.env.FAULT_OPEN_PORTS ?? '').split(',').map(Number));
delete process.env.FAULT_CLOCK_SKEW_MS;
delete process.env.FAULT_OPEN_PORTS;

if (skewMs !== 0) {
  const RealDate = Date;
  const now = () => RealDate.now() + skewMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

let isDown = false;
const outwards = new Set();

function failure(code, syscall) {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
}

process.on('message', ({ egress }) => {
  if (egress === undefined) return;
  isDown = egress === 'down';
  if (!isDown) return;
  for (const socket of outwards) socket.destroy(failure('ECONNRESET', 'read'));
  outwards.clear();
});

// net.connect gives `[[options, callback]]`, tls.connect `[options, callback]`, others `[port, host, callback]`.
function portOf([first]) {
  const options = Array.isArray(first) ? first[0] : first;
  return Number(typeof options === 'object' && options !== null ? options.port : options);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectOutwards(...args) {
  if (openPorts.has(portOf(args))) return connect.apply(this, args);
  if (isDown) {
    this.connecting = true;
    setImmediate(() => this.destroy(failure('ENETUNREACH', 'connect')));
    return this;
  }
  outwards.add(this);
  this.once('close', () => outwards.delete(this));
  return connect.apply(this, args);
};

for (const name of ['resolve4', 'resolve6']) {
  const resolve = dns.promises.Resolver.prototype[name];
  dns.promises.Resolver.prototype[name] = function resolveOutwards(...args) {
    return isDown ? Promise.reject(failure('ECONNREFUSED', 'query')) : resolve.apply(this, args);
  };
}
