using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecSharp.Tests.BlackBox;

/// <summary>The program beside a real rsyslogd and a real logrotate, set up as docs/rsyslog.md says.</summary>
public sealed class RsyslogTests : IDisposable
{
    private const string Rsyslogd = "/usr/sbin/rsyslogd";
    private const string Logrotate = "/usr/sbin/logrotate";

    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=SEC_SHUTDOWN
        context=SEC_INTERNAL_EVENT
        desc=end
        action=write out end

        type=Single
        ptype=RegExp
        pattern=event (\d+)
        desc=event
        action=write out got $1

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rsyslog_starts_the_program_and_feeds_it()
    {
        _folder.Write("rules.sec", Rules.Replace("write out", $"write {_folder["out"]}", StringComparison.Ordinal));
        using var rsyslog = StartRsyslog($"""
            module(load="omprog")
            action(type="omprog" forceSingleInstance="on" signalOnClose="off"
                   binary="{SecProcess.Built} --conf={_folder["rules.sec"]} --input=- --notail --intevents")
            """);
        Send(rsyslog, 200);

        rsyslog.WaitForFile(_folder["out"], "got 199\n");
        Assert.Equal(Enumerable.Range(0, 200).Select(static number => $"got {number}"), File.ReadAllLines(_folder["out"]));
        Assert.Equal(0, rsyslog.Stop());
        rsyslog.WaitForFile(_folder["out"], "end\n");
    }

    [Fact]
    public void Rsyslog_writes_to_a_pipe_that_the_program_reads()
    {
        Run("mkfifo", _folder["pipe"]);
        _folder.Write("rules.sec", Rules);
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=pipe", "--intevents");
        using var rsyslog = StartRsyslog($"""
            action(type="ompipe" pipe="{_folder["pipe"]}")
            """);
        Send(rsyslog, 200);

        sec.WaitForFile(_folder["out"], "got 199\n");
        Assert.Equal(0, rsyslog.Stop());
        Assert.Equal(0, sec.Stop());
        Assert.Equal([.. Enumerable.Range(0, 200).Select(static number => $"got {number}"), "end"], File.ReadAllLines(_folder["out"]));
    }

    [Fact]
    public void Alerts_go_to_a_syslog_socket_and_come_back_in_a_log()
    {
        _folder.Write("rules.sec", """
            type=Single
            ptype=RegExp
            pattern=event (\d+)
            desc=event
            action=udgram log.sock <30>%.monstr %.mdaystr %.hmsstr sec: alert of $1
            """);
        using var rsyslog = StartRsyslog($"""
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{_folder["log.sock"]}")
            action(type="omfile" file="{_folder["all.log"]}")
            """);
        rsyslog.WaitUntil(() => File.Exists(_folder["log.sock"]), "the socket");
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=-");
        sec.Input.Write("event 7\n"u8);
        sec.Input.Flush();

        rsyslog.WaitForFile(_folder["all.log"], "sec: alert of 7");
    }

    [Fact]
    public void Alerts_are_mailed_through_a_pipe()
    {
        _folder.Write("sendmail", "#!/bin/sh\n{ echo \"To: $1\"; cat; } >> mails\n");
        Run("chmod", "+x", _folder["sendmail"]);
        _folder.Write("rules.sec", """
            type=Single
            ptype=RegExp
            pattern=event (\d+)
            desc=event $1 (it's "one"; $(date))
            action=pipe '%s' ./sendmail root@localhost
            """);
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=-");
        sec.Input.Write("event 7\n"u8);
        sec.Input.Flush();

        sec.WaitForFile(_folder["mails"], "To: root@localhost\nevent 7 (it's \"one\"; $(date))\n");
    }

    [Fact]
    public void A_host_that_stops_logging_is_told_of()
    {
        _folder.Write("rules.sec", $"""
            type=Single
            ptype=RegExp
            pattern=event
            desc=alive
            action=create HEARTBEAT 2 ( write {_folder["out"]} host is silent )
            """);
        using var rsyslog = StartRsyslog($"""
            module(load="omprog")
            action(type="omprog" forceSingleInstance="on" signalOnClose="off" binary="{SecProcess.Built} --conf={_folder["rules.sec"]} --input=-")
            """);
        Send(rsyslog, 3);

        rsyslog.WaitForFile(_folder["out"], "host is silent\n");
        Assert.Equal(["host is silent"], File.ReadAllLines(_folder["out"]));
        Assert.Equal(0, rsyslog.Stop());
    }

    [Theory]
    [InlineData("create")]
    [InlineData("copytruncate")]
    public void Logrotate_under_load_loses_no_line(string way)
    {
        Assert.SkipUnless(File.Exists(Logrotate), $"{Logrotate} is not installed.");
        _folder.Write("rules.sec", Rules);
        _folder.Write("app.log", "");
        _folder.Write("rotate.conf", $"{_folder["app.log"]} {{\n  {way}\n  rotate 30\n  size 1\n}}\n");
        Run("chmod", "644", _folder["rotate.conf"]);
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=app.log", "--fromstart", "--reopen-timeout=1");
        var number = 0;
        for (var rotation = 0; rotation < 10; rotation++)
        {
            for (var burst = 0; burst < 20; burst++)
            {
                _folder.Append("app.log", string.Concat(Enumerable.Range(number, 100).Select(static value => $"event {value}\n")));
                number += 100;
            }

            if (way == "copytruncate" || rotation == 0)
            {
                // What is written between copying and truncating is lost to everybody: the writer waits until all is read.
                sec.WaitForFile(_folder["out"], $"got {number - 1}\n");
            }

            Run(Logrotate, "-f", "-s", _folder["state"], _folder["rotate.conf"]);
        }

        _folder.Append("app.log", $"event {number}\n");
        sec.WaitForFile(_folder["out"], $"got {number}\n");
        Assert.Equal(Enumerable.Range(0, number + 1).Select(static value => $"got {value}"), File.ReadAllLines(_folder["out"]));
    }

    [Fact]
    public void A_changed_rule_file_is_loaded_by_HUP_to_the_pid_in_the_file()
    {
        _folder.Write("rules.sec", Rules);
        _folder.Write("in", "");
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=in", "--fromstart", "--pid=sec.pid", "--log=log");
        _folder.Append("in", "event 1\n");
        sec.WaitForFile(_folder["out"], "got 1\n");
        _folder.Write("rules.sec", Rules.Replace("got", "newly", StringComparison.Ordinal));
        Run("sh", "-c", $"kill -HUP `cat {_folder["sec.pid"]}`");
        sec.WaitUntil(() => File.ReadAllText(_folder["log"]).Split("rules loaded from").Length > 2, "rules loaded again");
        _folder.Append("in", "event 2\n");

        sec.WaitForFile(_folder["out"], "newly 2\n");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private SecProcess StartRsyslog(string actions)
    {
        Assert.SkipUnless(File.Exists(Rsyslogd), $"{Rsyslogd} is not installed.");
        _folder.Write("rsyslog.conf", $"""
            global(workDirectory="{_folder.Path}")
            module(load="imtcp")
            input(type="imtcp" address="127.0.0.1" port="{_port.ToString(CultureInfo.InvariantCulture)}")
            {actions}

            """);
        return SecProcess.StartProgram(Rsyslogd, _folder, "-n", "-f", _folder["rsyslog.conf"], "-i", _folder["rsyslog.pid"]);
    }

    /// <summary>Sends events over TCP, as a host of the network would.</summary>
    private void Send(SecProcess rsyslog, int events)
    {
        using var client = new TcpClient();
        rsyslog.WaitUntil(() => TryConnect(client), "rsyslogd to listen");
        var text = new StringBuilder();
        for (var number = 0; number < events; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<13>Nov 25 10:00:00 host app: event {number}\n");
        }

        client.GetStream().Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    private bool TryConnect(TcpClient client)
    {
        try
        {
            client.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
