using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.Outputs;

/// <summary>The program goes on when what it writes to fails.</summary>
public sealed class OutputFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_killed_peer_a_lost_reader_and_a_missing_folder_stop_nothing()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using (var mkfifo = System.Diagnostics.Process.Start("/usr/bin/mkfifo", [_folder["fifo"]]))
        {
            mkfifo.WaitForExit();
        }

        var reader = Fifo.OpenReader(_folder["fifo"]);
        _folder.Write("rules.sec", string.Create(CultureInfo.InvariantCulture, $"""
            type=Single
            ptype=RegExp
            pattern=(.+)
            desc=any
            action=tcpsock 127.0.0.1:{port} $1%.nl; write {_folder["fifo"]} $1; write {_folder["missing/file"]} $1; write - $1

            """));
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=-", "--notail", "--log=log");
        Send(sec, "one");
        using (var connection = listener.Accept())
        {
            Assert.Equal("one\n", Receive(connection));
            Assert.Equal("one\n", reader.ReadAvailable());
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        listener.Dispose();
        reader.Dispose();
        for (var number = 0; number < 100; number++)
        {
            Send(sec, string.Create(CultureInfo.InvariantCulture, $"lost {number}"));
        }

        Directory.CreateDirectory(_folder["missing"]);
        using var secondReader = Fifo.OpenReader(_folder["fifo"]);
        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        second.Bind(new IPEndPoint(IPAddress.Loopback, port));
        second.Listen();
        Send(sec, "back");
        using var accepted = second.Accept();

        Assert.EndsWith("back\n", Receive(accepted));
        Assert.Equal("back\n", secondReader.ReadAvailable());
        sec.WaitForFile(_folder["missing/file"], "back");
        sec.CloseInput();
        Assert.Equal(0, sec.WaitForExit());
        var log = File.ReadAllText(_folder["log"]);
        Assert.Single(log.Split('\n'), static line => line.Contains("Can't write to", StringComparison.Ordinal) && line.Contains("missing", StringComparison.Ordinal));
    }

    private static void Send(SecProcess sec, string line)
    {
        sec.Input.Write(Encoding.Latin1.GetBytes(line + "\n"));
        sec.Input.Flush();
        sec.WaitForOutput(line + "\n");
    }

    private static string Receive(Socket socket)
    {
        socket.ReceiveTimeout = 10_000;
        var buffer = new byte[65536];
        return Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
    }
}
