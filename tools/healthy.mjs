// Ends with 0 when the process on a port of this machine is ready: a container's health check, without a shell or curl.
const [port] = process.argv.slice(2);
const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_500) });
process.exitCode = response.ok ? 0 : 1;
