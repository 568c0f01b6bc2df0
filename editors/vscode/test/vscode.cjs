'use strict';
// The part of the `vscode` module that the language client uses, without an editor around it:
// documents and settings are set by the test, and providers are kept so that it can call them.

const fs = require('node:fs');
const { pathToFileURL, fileURLToPath } = require('node:url');

class Disposable {
  constructor(dispose = () => {}) {
    this.dispose = dispose;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  listeners = new Set();
  event = (listener, self, all) => {
    const bound = self ? listener.bind(self) : listener;
    this.listeners.add(bound);
    const disposable = new Disposable(() => this.listeners.delete(bound));
    if (Array.isArray(all)) all.push(disposable);
    return disposable;
  };
  fire(value) {
    return Promise.all([...this.listeners].map((listener) => listener(value)));
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(text) {
    const url = new URL(text);
    this.text = text;
    this.scheme = url.protocol.slice(0, -1);
    this.path = decodeURIComponent(url.pathname);
    this.fsPath = this.scheme === 'file' ? fileURLToPath(url) : this.path;
  }
  static file = (path) => new Uri(pathToFileURL(path).href);
  static parse = (text) => new Uri(text);
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end, endLine, endCharacter) {
    const byNumbers = typeof start === 'number';
    this.start = byNumbers ? new Position(start, end) : start;
    this.end = byNumbers ? new Position(endLine, endCharacter) : end;
  }
}

class CancellationTokenSource {
  emitter = new EventEmitter();
  token = { isCancellationRequested: false, onCancellationRequested: this.emitter.event };
  cancel() {
    this.token.isCancellationRequested = true;
    this.emitter.fire();
  }
  dispose() {}
}

class MarkdownString {
  constructor(value = '') {
    this.value = value;
  }
  appendMarkdown(value) {
    this.value += value;
    return this;
  }
}

class WorkspaceEdit {
  edits = new Map();
  set(uri, edits) {
    this.edits.set(uri.toString(), edits.map((edit) => (Array.isArray(edit) ? edit[0] : edit)));
  }
}

class Fields {
  constructor(...values) {
    for (const [index, name] of (this.constructor.fields ?? []).entries()) this[name] = values[index];
  }
}
const fields = (...names) => class extends Fields { static fields = names; };

class CodeActionKind extends fields('value') {
  static Empty = new CodeActionKind('');
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}
for (const [name, value] of Object.entries({
  QuickFix: 'quickfix', Refactor: 'refactor', RefactorExtract: 'refactor.extract', RefactorInline: 'refactor.inline',
  RefactorRewrite: 'refactor.rewrite', Source: 'source', SourceOrganizeImports: 'source.organizeImports',
})) CodeActionKind[name] = new CodeActionKind(value);

class TextEdit extends fields('range', 'newText') {
  static replace = (range, text) => new TextEdit(range, text);
}

/** The classes and enumerations of the published types; the classes do nothing. */
function published() {
  const types = fs.readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  const found = {};
  for (const [, name] of types.matchAll(/^\texport (?:abstract )?class (\w+)/gm)) found[name] = class extends Fields {};
  for (const [, name, body] of types.matchAll(/^\texport enum (\w+) \{([^}]*)\}/gm)) {
    const members = body.split(',').map((member) => member.trim()).filter(Boolean);
    found[name] = {};
    for (const [index, member] of members.entries()) {
      const [key, value] = member.split('=').map((part) => part.trim());
      found[name][key] = value === undefined ? index : Number(value);
      found[name][found[name][key]] = key;
    }
  }
  return found;
}

/** Names that start with `onDid` or `onWill` are events, others functions that do nothing. */
function namespace(known) {
  return new Proxy(known, {
    get(target, name) {
      if (!(name in target) && typeof name === 'string') {
        target[name] = /^on(Did|Will)/.test(name) ? new EventEmitter().event : () => new Disposable();
      }
      return target[name];
    },
  });
}

/** A fresh module, and what the test controls. */
exports.create = function create() {
  const events = {};
  for (const name of ['Open', 'Change', 'Close', 'Save']) events[name] = new EventEmitter();
  const configuration = new EventEmitter();
  const visible = new EventEmitter();
  const editor = {
    documents: [], messages: [], providers: {}, commands: {}, diagnostics: new Map(), settings: {}, log: '',
    open(path, text, languageId) {
      const document = {
        uri: Uri.file(path), fileName: path, languageId, version: 1, isClosed: false, isDirty: true,
        text, getText: () => document.text,
      };
      // In this order: the client asks for diagnostics of a visible document once it is open.
      editor.visible = document;
      return visible.fire([{ document }])
        .then(() => editor.documents.push(document))
        .then(() => events.Open.fire(document))
        .then(() => document);
    },
    async replace(document, text) {
      const before = document.text.split('\n');
      const range = new Range(0, 0, before.length - 1, before.at(-1).length);
      document.text = text;
      document.version += 1;
      await events.Change.fire({ document, contentChanges: [{ range, rangeLength: 0, text }] });
    },
    async close(document) {
      document.isClosed = true;
      editor.documents.splice(editor.documents.indexOf(document), 1);
      await events.Close.fire(document);
    },
    configure(settings) {
      editor.settings = settings;
      return configuration.fire({ affectsConfiguration: () => true });
    },
    async provider(kind, document) {
      const found = (editor.providers[kind] ?? []).filter((one) => matches(one.selector, document));
      return found.at(-1)?.provider;
    },
  };
  const settings = (section) => {
    const values = section?.startsWith('forgecfg') ? editor.settings : {};
    const get = (name, fallback) => {
      const key = [section?.split('.').slice(1).join('.'), name].filter(Boolean).join('.');
      return values[key] ?? fallback;
    };
    return { ...values, get, has: (name) => get(name) !== undefined };
  };
  const show = (kind) => async (message) => void editor.messages.push({ kind, message });
  const channel = () => namespace({
    logLevel: 3, append: (text) => (editor.log += text), appendLine: (text) => (editor.log += `${text}\n`),
    ...Object.fromEntries(['info', 'warn', 'error', 'debug', 'trace'].map((name) => [name, (text) => (editor.log += `${text}\n`)])),
  });
  const languages = {
    match: (selector, document) => (matches(selector, document) ? 10 : 0),
    createDiagnosticCollection: () => ({
      set: (uri, found) => editor.diagnostics.set(uri.toString(), found ?? []),
      delete: (uri) => editor.diagnostics.delete(uri.toString()),
      has: (uri) => editor.diagnostics.has(uri.toString()),
      get: (uri) => editor.diagnostics.get(uri.toString()),
      forEach: (call) => editor.diagnostics.forEach((found, uri) => call(Uri.parse(uri), found)),
      clear: () => editor.diagnostics.clear(),
      dispose: () => editor.diagnostics.clear(),
    }),
  };
  const known = {
    Disposable, EventEmitter, Uri, Position, Range, CancellationTokenSource, MarkdownString, WorkspaceEdit, TextEdit,
    CodeActionKind,
    Diagnostic: fields('range', 'message', 'severity'),
    DiagnosticRelatedInformation: fields('location', 'message'),
    Location: fields('uri', 'range'),
    CompletionItem: fields('label', 'kind'),
    CompletionList: fields('items', 'isIncomplete'),
    CodeAction: fields('title', 'kind'),
    CodeLens: fields('range', 'command'),
    Hover: fields('contents', 'range'),
    DocumentLink: fields('range', 'target'),
    CancellationError: class extends Error {},
    version: '1.91.0',
    env: namespace({ language: 'en', appName: 'test' }),
    commands: namespace({
      registerCommand(name, run) {
        editor.commands[name] = run;
        return new Disposable(() => delete editor.commands[name]);
      },
      getCommands: async () => Object.keys(editor.commands),
    }),
    languages: new Proxy(namespace(languages), {
      get: (target, name) => (/^register/.test(String(name)) ? (selector, ...rest) => {
        const provider = rest.find((one) => typeof one === 'object');
        (editor.providers[name] ??= []).push({ selector, provider });
        return new Disposable();
      } : target[name]),
    }),
    window: namespace({
      createOutputChannel: channel,
      showErrorMessage: show('error'), showWarningMessage: show('warning'), showInformationMessage: show('info'),
      get activeTextEditor() {
        return editor.visible && { document: editor.visible };
      },
      get visibleTextEditors() {
        return editor.visible ? [{ document: editor.visible }] : [];
      },
      onDidChangeVisibleTextEditors: visible.event,
      tabGroups: namespace({ all: [] }),
    }),
    workspace: namespace({
      get textDocuments() {
        return editor.documents;
      },
      workspaceFolders: undefined, isTrusted: true, notebookDocuments: [],
      getConfiguration: settings,
      getWorkspaceFolder: () => undefined,
      createFileSystemWatcher: () => namespace({ dispose() {} }),
      onDidOpenTextDocument: events.Open.event,
      onDidChangeTextDocument: events.Change.event,
      onDidCloseTextDocument: events.Close.event,
      onDidSaveTextDocument: events.Save.event,
      onDidChangeConfiguration: configuration.event,
    }),
    l10n: { t: (text) => text },
  };
  return { module: { ...published(), ...known }, editor };
};

function matches(selector, document) {
  return [selector].flat().some((filter) => {
    const pattern = typeof filter === 'string' ? undefined : filter.pattern;
    const language = typeof filter === 'string' ? filter : filter.language;
    const isNamed = !pattern || /\/manifest\.ya?ml$/.test(document.uri.path);
    return isNamed && (!language || language === document.languageId);
  });
}
