// Runs the validator of an installed @forge/manifest over app folders, for measurements beside it.
//
//   node scripts/official.js NPM_FOLDER < FOLDERS     one folder a line
//
// Prints one line of JSON for each: {"folder", "errors": [{"message", "line", "level"}]}.
const fs = require('fs');
const path = require('path');

const home = path.resolve(process.argv[2] || '.');
const forge = require(require.resolve('@forge/manifest', { paths: [home] }));

(async () => {
  const builder = forge.ProcessorBuilder.instance();
  const processor = builder.withValidation(forge.ValidationTypes.FULL).build();
  for (const folder of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    process.chdir(folder);
    let errors;
    try {
      errors = (await processor.process()).errors || [];
    } catch (error) {
      errors = [{ message: `crash: ${error && error.message}`, line: 0, level: 'error' }];
    }
    console.log(JSON.stringify({ folder, errors }));
  }
})();
