// Starts `sec lsp` and connects the editor with it.
'use strict';

const { commands, window, workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

function settings() {
  const configuration = workspace.getConfiguration('secsharp');
  return { files: configuration.get('files', []), perl: configuration.get('perl', false) };
}

async function start() {
  const command = workspace.getConfiguration('secsharp').get('path', 'sec');
  client = new LanguageClient(
    'secsharp',
    'SEC rules',
    { command, args: ['lsp'] },
    {
      documentSelector: [{ language: 'sec', scheme: 'file' }, { language: 'sec', scheme: 'untitled' }],
      initializationOptions: settings(),
    });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(`'${command} lsp' does not start: ${error.message ?? error}. Set secsharp.path to the program sec of SecSharp.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand('secsharp.restart', restart),
    workspace.onDidChangeConfiguration(event => event.affectsConfiguration('secsharp') ? restart() : undefined));
  await start();
}

module.exports = { activate, deactivate: stop };
