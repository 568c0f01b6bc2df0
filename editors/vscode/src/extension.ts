import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import { serverCommand } from './command';
import { Server } from './server';

const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const ERRORS = 3;

let client: LanguageClient | undefined;

/** Wait for a manifest; most YAML files need no server. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('forgecfg.restart', restart),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('forgecfg.command') && client) {
        await restart();
      }
    }),
  );
  await Promise.all(vscode.workspace.textDocuments.map(startFor));
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function startFor(document: vscode.TextDocument): Promise<void> {
  if (!client && document.uri.scheme === 'file' && /\/manifest\.ya?ml$/.test(document.uri.path)) {
    await start();
  }
}

async function start(): Promise<void> {
  const command = serverCommand({
    configured: vscode.workspace.getConfiguration('forgecfg').get<string[]>('command', []),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    isTrusted: vscode.workspace.isTrusted,
  });
  const server = new Server(command);
  const starting = new Client('forgecfg', 'forgecfg', () => server.start(), options(server));
  client = starting;
  try {
    await starting.start();
    server.hasStarted = true;
  } catch {
    await server.end();
    if (client === starting) {
      void vscode.window.showErrorMessage(server.reason());
    }
  }
}

/** A client whose errors go to its log only: `start` and `closed` show what a user can act on. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

function options(server: Server): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: 'file', pattern: '**/manifest.{yml,yaml}' },
      ...LANGUAGES.map((language) => ({ scheme: 'file', language })),
    ],
    synchronize: { configurationSection: 'forgecfg' },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (_error, _message, count = 0) => ({
        action: count <= ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
      }),
      closed: () => {
        if (server.mayRestart()) {
          return { action: CloseAction.Restart, handled: true };
        }
        if (server.hasStarted) {
          void vscode.window.showErrorMessage(server.reason());
        }
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
}
