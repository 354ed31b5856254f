// The server as built, spoken to by the library that VS Code speaks with.
'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { pathToFileURL } = require('node:url');
const { StreamMessageReader, StreamMessageWriter, createProtocolConnection } = require('vscode-languageserver-protocol/node');
const protocol = require('vscode-languageserver-protocol');

const program = process.env.SEC ?? path.join(__dirname, '../../../artifacts/sec/sec');

test('a rule file is opened, asked about and closed', { skip: fs.existsSync(program) ? false : `${program} is not built` }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secsharp-'));
  const server = spawn(program, ['lsp'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise(resolve => server.on('exit', resolve));
  try {
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    const findings = [];
    let told = () => {};
    connection.onNotification(protocol.PublishDiagnosticsNotification.type, parameters => {
      findings.push(parameters);
      told();
    });
    connection.onRequest(protocol.RegistrationRequest.type, () => {});
    connection.listen();

    const initialized = await connection.sendRequest(protocol.InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
      workspaceFolders: null,
    });
    assert.strictEqual(initialized.capabilities.textDocumentSync.change, protocol.TextDocumentSyncKind.Incremental);
    await connection.sendNotification(protocol.InitializedNotification.type, {});

    const uri = pathToFileURL(path.join(folder, 'a.sec')).href;
    await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'sec', version: 1, text: 'type=single\nptype=RegExp\npattern=(x\ndesc=d\naction=create SEEN 5\ncontext=!SEEN\n' },
    });
    const deadline = Date.now() + 60000;
    while (!findings.some(entry => entry.uri === uri && entry.diagnostics.length > 0)) {
      assert.ok(Date.now() < deadline, 'no findings in time');
      await new Promise(resolve => {
        told = resolve;
        setTimeout(resolve, 1000);
      });
    }

    const finding = findings.at(-1).diagnostics.find(entry => entry.severity === protocol.DiagnosticSeverity.Error);
    assert.deepStrictEqual(finding.range.start, { line: 2, character: 8 });

    const textDocument = { uri };
    const completion = await connection.sendRequest(protocol.CompletionRequest.type, { textDocument, position: { line: 4, character: 7 } });
    assert.ok(completion.items.some(item => item.label === 'write'));
    const definition = await connection.sendRequest(protocol.DefinitionRequest.type, { textDocument, position: { line: 5, character: 10 } });
    assert.deepStrictEqual(definition.map(place => place.range.start), [{ line: 4, character: 14 }]);
    const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument, position: { line: 4, character: 9 } });
    assert.match(hover.contents.value, /create \[NAME/);
    const edits = await connection.sendRequest(protocol.DocumentFormattingRequest.type, { textDocument, options: { tabSize: 4, insertSpaces: true } });
    assert.match(edits[0].newText, /^type=Single\nptype=RegExp\npattern=\(x\ncontext=!SEEN\n/);
    await assert.rejects(connection.sendRequest('no/such', {}), { code: -32601 });

    await connection.sendRequest(protocol.ShutdownRequest.type);
    await connection.sendNotification(protocol.ExitNotification.type);
    assert.strictEqual(await ended, 0);
    connection.dispose();
  } finally {
    server.kill();
    fs.rmSync(folder, { recursive: true });
  }
});
