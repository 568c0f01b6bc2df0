'use strict';
// The built extension with its language client, against the server of FORGECFG_COMMAND (a JSON
// array). The editor is a stub.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { afterEach, beforeEach, test } = require('node:test');
const { create } = require('./vscode.cjs');

const BUILT = require.resolve('../dist/extension.js');
const COMMAND = JSON.parse(process.env.FORGECFG_COMMAND ?? '["forgecfg"]');
const SECONDS = Number(process.env.SECONDS ?? 20);
const MANIFEST = `\
app:
  id: ari:cloud:ecosystem::app/5f0c2e7a-9b1d-4d3e-8a77-6f1c0e2b9d44
  runtime:
    name: nodejs22.x
permissions:
  scopes:
    - read:jira-work
    - read:app-user-token
modules:
  jira:issuePanel:
    - key: panel
      title: Orders
      icon: https://cdn.acme.dev/icon.svg
      resource: main
      resolver:
        endpoint: orders
  endpoint:
    - key: orders
      remote: backend
      auth:
        appUserToken:
          enabled: true
remotes:
  - key: backend
    baseUrl: https://api.acme.dev
    operations: [compute]
resources:
  - key: main
    path: static/main
`;

let module_, editor, extension, folder, file;
const load = Module._load;

beforeEach(() => {
  ({ module: module_, editor } = create());
  Module._load = (name, ...rest) => (name === 'vscode' ? module_ : load.call(Module, name, ...rest));
  delete require.cache[BUILT];
  extension = require(BUILT);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'forgecfg-'));
  file = path.join(folder, 'manifest.yml');
  fs.writeFileSync(file, MANIFEST);
  editor.settings = { command: COMMAND };
});

afterEach(async () => {
  await extension.deactivate();
  Module._load = load;
  fs.rmSync(folder, { recursive: true });
});

const activate = () => extension.activate({ subscriptions: [] });

async function until(found, what) {
  const end = Date.now() + SECONDS * 1000;
  for (;;) {
    const value = await found();
    if (value) return value;
    assert.ok(Date.now() < end, `${what}; messages ${JSON.stringify(editor.messages)}; log ${editor.log}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const codes = (name = file) => {
  const found = editor.diagnostics.get(module_.Uri.file(name).toString());
  return found && found.map((one) => one.code?.value ?? one.code).join(' ');
};
const reaches = (expected) => until(() => codes() === expected, `diagnostics "${expected}", not "${codes()}"`);
const token = () => new module_.CancellationTokenSource().token;

function place(text, before) {
  const lines = text.slice(0, text.indexOf(before) + before.length).split('\n');
  return new module_.Position(lines.length - 1, lines.at(-1).length);
}

function applied(text, edits) {
  const lines = text.split('\n');
  const offset = (at) => lines.slice(0, at.line).reduce((sum, line) => sum + line.length + 1, at.character);
  const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return sorted.reduce((done, edit) => done.slice(0, offset(edit.range.start)) + edit.newText + done.slice(offset(edit.range.end)), text);
}

test('a session: type, complete, hover, rename, fix, close', async () => {
  await activate();
  const document = await editor.open(file, MANIFEST, 'yaml');
  await reaches('');
  await editor.replace(document, MANIFEST.replace('endpoint: orders', 'endpoint: orders2'));
  await reaches('FC201');
  await editor.replace(document, MANIFEST);
  await reaches('');

  const at = place(MANIFEST, 'endpoint: ord');
  const completion = await editor.provider('registerCompletionItemProvider', document);
  const listed = await completion.provideCompletionItems(document, place(MANIFEST, 'endpoint: '), token(), { triggerKind: 0 });
  assert.ok((listed.items ?? listed).some((item) => item.label === 'orders'));

  const hover = await (await editor.provider('registerHoverProvider', document)).provideHover(document, at, token());
  assert.match(JSON.stringify(hover.contents), /https:\/\/api\.acme\.dev/);

  const rename = await (await editor.provider('registerRenameProvider', document)).provideRenameEdits(document, at, 'shop', token());
  const renamed = applied(MANIFEST, rename.edits.get(document.uri.toString()));
  assert.equal(renamed, MANIFEST.replace('endpoint: orders', 'endpoint: shop').replace('key: orders', 'key: shop'));
  await editor.replace(document, renamed);
  await reaches('');

  const missing = renamed.replace('    - read:app-user-token\n', '');
  await editor.replace(document, missing);
  await reaches('FC301');
  const [diagnostic] = editor.diagnostics.get(document.uri.toString());
  const provider = await editor.provider('registerCodeActionsProvider', document);
  const actions = await provider.provideCodeActions(document, diagnostic.range, { diagnostics: [diagnostic], triggerKind: 1 }, token());
  const fix = actions.find((action) => action.title.startsWith('Add scope'));
  await editor.replace(document, applied(missing, fix.edit.edits.get(document.uri.toString())));
  await reaches('');

  await editor.close(document);
  assert.equal(fs.readFileSync(file, 'utf8'), MANIFEST);
  assert.deepEqual(editor.messages, []);
});

test('findings in an open source file', async () => {
  const source = path.join(folder, 'src', 'index.js');
  const text = "import { invokeRemote } from '@forge/api';\nexport const run = () => invokeRemote('backnd', { path: '/' });\n";
  fs.mkdirSync(path.dirname(source));
  fs.writeFileSync(source, text);
  fs.writeFileSync(path.join(folder, 'package.json'), '{}');
  await activate();
  const manifest = MANIFEST.replace('  endpoint:\n', '  function:\n    - key: run\n      handler: index.run\n  endpoint:\n');
  await editor.open(file, manifest, 'yaml');
  await editor.open(source, text, 'javascript');
  await until(() => codes(source) === 'FC804', 'no diagnostics');
});

test('other YAML files start no server', async () => {
  await activate();
  await editor.open(path.join(folder, 'values.yml'), 'a: [', 'yaml');
  assert.deepEqual(editor.providers, {});
  // A manifest of something else starts it, and has no diagnostics.
  const other = path.join(folder, 'deploy', 'manifest.yml');
  await editor.open(other, 'kind: Pod\nmodules: [', 'yaml');
  await until(() => codes(other) === '', 'no diagnostics');
  assert.deepEqual(editor.messages, []);
});

test('without forgecfg the message says how to install it, once', async () => {
  editor.settings = { command: [path.join(folder, 'missing')] };
  await activate();
  await editor.open(file, MANIFEST, 'yaml');
  await editor.open(path.join(folder, 'x', 'manifest.yml'), MANIFEST, 'yaml');
  assert.equal(editor.messages.length, 1, JSON.stringify(editor.messages));
  assert.match(editor.messages[0].message, /missing does not run forgecfg: install it with .*forgecfg\[lsp,source\]/);
});

test('without the extra the message is that of forgecfg', async () => {
  const program = "process.stderr.write(\"error: the language server needs more packages: pip install 'forgecfg[lsp]'\\n\"); process.exit(2)";
  editor.settings = { command: [process.execPath, '-e', program, '--'] };
  await activate();
  await editor.open(file, MANIFEST, 'yaml');
  assert.equal(editor.messages.length, 1, JSON.stringify(editor.messages));
  assert.match(editor.messages[0].message, /language server of forgecfg ended: .*pip install 'forgecfg\[lsp\]'/);
});

test('another command in the settings restarts the server', async () => {
  editor.settings = { command: [path.join(folder, 'missing')] };
  await activate();
  await editor.open(file, MANIFEST.replace('endpoint: orders', 'endpoint: orders2'), 'yaml');
  await editor.configure({ command: COMMAND });
  await reaches('FC201');
});
