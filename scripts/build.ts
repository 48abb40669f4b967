import { BUILD_FOLDER } from '../subgraphs/shared/service/built-program.ts';
import { writeBuild } from './build/write-build.ts';

const help = `Writes the services as JavaScript into ${BUILD_FOLDER}/, from where \`npm start\` and the tests of whole processes run them, and
the explorer as browsers load it. Both do it themselves; this is for who runs a service by hand.

  npm run build
  node ${BUILD_FOLDER}/gateway/main.js
`;

if (process.argv.includes('--help')) process.stdout.write(help);
else await writeBuild();
