import { BUILD_FOLDER } from '../subgraphs/shared/service/built-program.ts';
import { buildServices } from './build/build-services.ts';

const help = `Writes the services as JavaScript into ${BUILD_FOLDER}/, from where \`npm start\` and the tests of whole processes run them.
Both do it themselves; this is for who runs a service by hand.

  npm run build
  node ${BUILD_FOLDER}/gateway/main.js
`;

if (process.argv.includes('--help')) process.stdout.write(help);
else await buildServices();
