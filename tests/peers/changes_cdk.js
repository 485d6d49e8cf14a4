// What the AWS CDK command line's `diff --template` says of changes, by the engine that is in it: a list of pairs of
// templates on standard input, an object of effects by logical id for each on standard output.
const { fullDiff } = require('@aws-cdk/cloudformation-diff');

const WORDS = {
  NO_CHANGE: 'none',
  WILL_CREATE: 'added',
  WILL_UPDATE: 'in place',
  WILL_REPLACE: 'replaces',
  MAY_REPLACE: 'may replace',
  WILL_DESTROY: 'removed',
  WILL_ORPHAN: 'removed',
};

const pairs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const all = pairs.map(([before, after]) => {
  const found = {};
  for (const [id, change] of Object.entries(fullDiff(before, after).resources.changes)) {
    found[id] = WORDS[change.changeImpact] ?? change.changeImpact;
  }
  return found;
});
console.log(JSON.stringify(all));
