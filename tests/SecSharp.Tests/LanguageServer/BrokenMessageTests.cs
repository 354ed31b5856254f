using System.Text;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.LanguageServer;

/// <summary>Messages that no client library writes.</summary>
public sealed class BrokenMessageTests : IDisposable
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}""";
    private const string Shutdown = """{"jsonrpc":"2.0","id":"bye","method":"shutdown"}""";
    private const string Exit = """{"jsonrpc":"2.0","method":"exit"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("not json", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("[1,2]", "\"id\":null,\"error\":{\"code\":-32600")]
    [InlineData("{}", "\"id\":null,\"error\":{\"code\":-32600")]
    [InlineData("""{"id":7}""", "\"id\":7,\"error\":{\"code\":-32600")]
    [InlineData("""{"id":7,"method":"textDocument/hover"}""", "\"id\":7,\"error\":{\"code\":-32602")]
    [InlineData("""{"id":7,"method":"textDocument/hover","params":[]}""", "\"id\":7,\"error\":{\"code\":-32602")]
    [InlineData("""{"id":7,"method":"textDocument/hover","params":{"textDocument":null,"position":{}}}""", "\"id\":7,\"error\":{\"code\":-32602")]
    [InlineData("""{"id":"seven","method":"no/such"}""", "\"id\":\"seven\",\"error\":{\"code\":-32601")]
    [InlineData("""{"method":"textDocument/didOpen","params":{}}""", "")]
    [InlineData("""{"method":"$/cancelRequest","params":{"id":99}}""", "")]
    [InlineData("""{"id":3,"result":null}""", "")]
    public void A_broken_message_is_answered_and_the_next_one_too(string message, string answer)
    {
        using var sec = SecProcess.Start(_folder, "lsp");
        Send(sec, Initialize);
        Send(sec, message);
        Send(sec, Shutdown);
        Send(sec, Exit);

        Assert.Equal(0, sec.WaitForExit());
        Assert.Contains(answer, sec.Output, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"bye\",\"result\":null", sec.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_between_messages_is_skipped()
    {
        using var sec = SecProcess.Start(_folder, "lsp", "--stdio");
        sec.Input.Write("nonsense\r\n\r\nContent-Length: many\r\n\r\nContent-Length: -5\r\n\r\n"u8);
        Send(sec, Initialize, "content-length: ", "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n");
        Send(sec, Shutdown);
        Send(sec, Exit);

        Assert.Equal(0, sec.WaitForExit());
        Assert.Contains("\"id\":1,\"result\":{\"capabilities\"", sec.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_ends_too_early_ends_the_server()
    {
        using var sec = SecProcess.Start(_folder, "lsp");
        sec.Input.Write("Content-Length: 100\r\n\r\n{}"u8);
        sec.CloseInput();
        Assert.Equal(1, sec.WaitForExit());
        Assert.Equal("", sec.Output);
    }

    [Fact]
    public void A_request_that_is_cancelled_while_it_waits_is_not_carried_out()
    {
        using var sec = SecProcess.Start(_folder, "lsp");
        var text = new StringBuilder();
        Append(text, Initialize);
        Append(text, """{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///x"},"position":{"line":0,"character":0}}}""");
        Append(text, """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":5}}""");
        Append(text, Shutdown);
        Append(text, Exit);
        sec.Input.Write(Encoding.UTF8.GetBytes(text.ToString()));
        sec.Input.Flush();

        Assert.Equal(0, sec.WaitForExit());

        // It may have been carried out before the cancellation arrived; it is answered once in any case.
        Assert.Matches("\"id\":5,\"error\":\\{\"code\":-32(800|602)", sec.Output);
        Assert.Equal(2, sec.Output.Split("\"id\":5,").Length);
    }

    [Fact]
    public void A_file_that_is_not_expected_is_told()
    {
        using var sec = SecProcess.Start(_folder, "lsp", "rules.sec");
        Assert.Equal(2, sec.WaitForExit());
        Assert.Equal("sec: 'rules.sec' is not expected: editors say which files they have open; --conf=PATTERN names the rule base\n", sec.Errors);
    }

    private static void Append(StringBuilder text, string message) =>
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(message)}\r\n\r\n{message}");

    private static void Send(SecProcess sec, string message, string field = "Content-Length: ", string further = "")
    {
        sec.Input.Write(Encoding.UTF8.GetBytes($"{further}{field}{Encoding.UTF8.GetByteCount(message)}\r\n\r\n{message}"));
        sec.Input.Flush();
    }
}
