// Parse formulas with KaTeX: node parse.cjs KATEX.js < formulas.json > problems.json
// In: a list of {latex, display}. Out: for each the parser's complaint, "" if there is none.
const katex = require(process.argv[2]);
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));

const problems = formulas.map(({ latex, display }) => {
  try {
    // strict: also what KaTeX would let pass and MathJax might not
    katex.renderToString(latex, { displayMode: display, throwOnError: true, strict: "error" });
    return "";
  } catch (error) {
    return String(error.message);
  }
});
process.stdout.write(JSON.stringify(problems));
