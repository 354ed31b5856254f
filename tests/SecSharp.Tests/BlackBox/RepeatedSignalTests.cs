namespace SecSharp.Tests.BlackBox;

public sealed class RepeatedSignalTests
{
    [Theory]
    [InlineData(SecProcess.Hangup, "SEC_RESTART")]
    [InlineData(SecProcess.Abort, "SEC_SOFTRESTART")]
    [InlineData(SecProcess.User2, "SEC_LOGROTATE")]
    public void A_signal_is_acted_upon_each_time_it_comes(int signal, string internalEvent)
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.sec", """
            type=Single
            ptype=RegExp
            pattern=^(SEC_(?!PRE)\w+)$
            desc=event
            action=write - $1
            """);
        using var sec = SecProcess.Start(folder, "--conf=rules.sec", "--intevents");
        sec.WaitForLines(1);
        for (var count = 1; count <= 3; count++)
        {
            sec.Signal(signal);
            sec.WaitForLines(1 + count);
        }

        Assert.Equal(0, sec.Stop());
        Assert.Equal(3, sec.Output.Split(internalEvent).Length - 1);
    }
}
