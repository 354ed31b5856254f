// The colours: scopes of words in rules, and no invalid scope in the rules of examples/.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const oniguruma = require('vscode-oniguruma');
const { INITIAL, Registry, parseRawGrammar } = require('vscode-textmate');

const grammarPath = path.join(__dirname, '../syntaxes/sec.tmLanguage.json');
const examples = path.join(__dirname, '../../../examples');

async function load() {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(grammarPath, 'utf8'), grammarPath),
  });
  return registry.loadGrammar('source.sec');
}

const loading = load();

async function tokens(text) {
  const grammar = await loading;
  const found = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      found.push({ text: line.slice(token.startIndex, token.endIndex), scope: token.scopes.join(' ') });
    }
  }

  return found;
}

const rules = `# a comment that goes on \\
  in the next line
label=start
type=SingleWithThreshold
rem=a remark \\
  goes on too
ptype=regexp2
pattern=sshd\\[\\d+\\]: (a|b)+ \\
  [x-z]{2}
varmap=LOGIN; user=1
continue=GoTo end
context=!SEEN_$1 && varset LOGIN
desc=failures of $+{user} and 100%% of $$
action=write - %.hmsstr %s; \\
       create SEEN_$1 60 ( report SEEN_$1 ); \\
       if %x ( none ) else ( add STORE $0 )
thresh=10
window=soon
patern=x`;

for (const [text, scope] of [
  ['  in the next line', 'comment.line'],
  ['start', 'entity.name.label'],
  ['SingleWithThreshold', 'entity.name.type.rule'],
  ['  goes on too', 'comment.block.remark'],
  ['regexp2', 'constant.language'],
  ['\\[', 'constant.character.escape'],
  ['[x-z]', 'constant.other.character-class'],
  ['LOGIN', 'entity.name.cached-match'],
  ['GoTo', 'keyword.control'],
  ['end', 'entity.name.label'],
  ['SEEN_', 'entity.name.context'],
  ['$1', 'variable.other.match'],
  ['varset', 'support.function'],
  ['$+{user}', 'variable.other.match'],
  ['%%', 'constant.character.escape'],
  ['%.hmsstr', 'variable.other.action-list'],
  ['write', 'support.function'],
  ['create', 'support.function'],
  ['report', 'support.function'],
  ['if', 'keyword.control'],
  ['else', 'keyword.control'],
  ['add', 'support.function'],
  ['STORE', 'entity.name.context'],
  ['10', 'constant.numeric'],
  ['soon', 'invalid.illegal.value'],
  ['patern', 'invalid.illegal.field'],
  ['\\', 'punctuation.separator.continuation'],
]) {
  test(`'${text}' is ${scope}`, async () => {
    const all = (await tokens(rules)).filter(token => token.text === text);
    assert.ok(all.some(token => token.scope.includes(scope)), JSON.stringify(all));
  });
}

test('fields and values end with their lines', async () => {
  const text = 'desc=x\naction=none\n\n# c\ntype=Single\npattern=\ndesc=d';
  assert.deepStrictEqual(
    (await tokens(text)).filter(token => token.scope.includes('keyword.other.field')).map(token => token.text),
    ['desc', 'action', 'type', 'pattern', 'desc']);
});

test('nothing in examples/ is invalid', async () => {
  const files = ['first.sec', ...fs.readdirSync(path.join(examples, 'rules')).map(name => `rules/${name}`)];
  assert.ok(files.length > 3);
  for (const file of files) {
    const invalid = (await tokens(fs.readFileSync(path.join(examples, file), 'utf8'))).filter(token => token.scope.includes('invalid'));
    assert.deepStrictEqual(invalid, [], file);
  }
});
