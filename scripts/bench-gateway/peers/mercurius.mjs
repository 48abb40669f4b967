import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

/** `mercurius.mjs PORT NAME=URL …`: compiled after one execution (`jit`), its connections to each service pooled. */
const [port, ...services] = process.argv.slice(2);
const app = Fastify();
app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: services.map((service) => {
      const at = service.indexOf('=');
      return { name: service.slice(0, at), url: service.slice(at + 1), mandatory: true };
    }),
  },
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
