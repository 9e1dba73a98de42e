// A server that names no host would listen on every interface: it gets loopback.
const { Server } = require("net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const open = typeof port === "number" && typeof rest[0] !== "string";
  return open ? listen.call(this, port, "127.0.0.1", ...rest) : listen.call(this, port, ...rest);
};
// The end of the input is that of the program which started it, however that ended.
process.stdin.on("end", () => process.exit(0)).resume();
