// A server that names no host would listen on every interface: it gets loopback.
const { Server } = require("net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const open = typeof port === "number" && typeof rest[0] !== "string";
  return open ? listen.call(this, port, "127.0.0.1", ...rest) : listen.call(this, port, ...rest);
};
