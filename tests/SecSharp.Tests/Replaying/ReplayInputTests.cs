using System.IO.Compression;
using SecSharp.Replaying;

namespace SecSharp.Tests.Replaying;

public sealed class ReplayInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_as_it_is()
    {
        _folder.Write("log", "100 a\n");
        File.SetLastWriteTimeUtc(_folder["log"], DateTime.UnixEpoch.AddSeconds(1_795_600_800));

        using var input = ReplayInput.Open(_folder["log"]);

        Assert.Equal(6, input.Length);
        Assert.Equal(1_795_600_800, input.Modified);
        Assert.Equal("100 a\n", new StreamReader(input.Stream).ReadToEnd());
        Assert.Equal(6, input.Position);
    }

    [Fact]
    public void A_gz_file_is_unpacked_member_by_member()
    {
        using (var file = File.Create(_folder["log.gz"]))
        {
            Pack(file, "100 a\n");
            Pack(file, "101 b\n");
        }

        using var input = ReplayInput.Open(_folder["log.gz"]);

        Assert.Equal("100 a\n101 b\n", new StreamReader(input.Stream).ReadToEnd());
        Assert.Equal(input.Length, input.Position);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(4)]
    public void A_damaged_gz_file_is_replayed_as_far_as_it_goes(int kept)
    {
        using var packed = new MemoryStream();
        Pack(packed, string.Concat(Enumerable.Range(100, 50).Select(second => $"{second} text {second * 7919 % 1000}\n")));
        File.WriteAllBytes(_folder["log.gz"], packed.ToArray()[..^kept]);
        using var replay = new ReplayedRules("type=Single\nptype=RegExp\npattern=text\ndesc=x\naction=write - x\n");
        using var input = ReplayInput.Open(_folder["log.gz"]);

        var error = replay.Run("log", input.Stream);
        replay.Finish();

        Assert.NotNull(error);
        Assert.Equal(1, replay.Counts.Unreadable);
    }

    [Theory]
    [InlineData("log.bz2", "bzip2 -dc")]
    [InlineData("log.xz", "xz -dc")]
    [InlineData("log.zst", "zstd -dc")]
    public void Files_packed_otherwise_are_refused_with_the_way_to_read_them(string name, string command)
    {
        _folder.Write(name, "");

        var error = Assert.Throws<IOException>(() => ReplayInput.Open(_folder[name]));

        Assert.Contains($"use '{command} {_folder[name]} | sec replay", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_with_the_reason()
    {
        Assert.Contains("no such file", Assert.Throws<IOException>(() => ReplayInput.Open(_folder["none"])).Message, StringComparison.Ordinal);
        Assert.Contains("directory", Assert.Throws<IOException>(() => ReplayInput.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void Pack(Stream file, string text)
    {
        using var packer = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        packer.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }
}
