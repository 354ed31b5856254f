using System.IO.Compression;

namespace SecSharp.Replaying;

/// <summary>A log to replay: a file, one packed by gzip (<c>.gz</c>), a FIFO, or standard input (<c>-</c>).</summary>
internal sealed class ReplayInput : IDisposable
{
    private static readonly Dictionary<string, string> Unpackers = new(StringComparer.Ordinal)
    {
        [".bz2"] = "bzip2 -dc",
        [".xz"] = "xz -dc",
        [".lzma"] = "xz -dc",
        [".zst"] = "zstd -dc",
        [".lz4"] = "lz4 -dc",
        [".Z"] = "zcat",
        [".zip"] = "unzip -p",
    };

    private readonly Stream _file;

    private ReplayInput(Stream file, Stream lines, long? modified)
    {
        _file = file;
        Stream = lines;
        Modified = modified;
    }

    /// <summary>The log's bytes, unpacked. Reading a damaged packed file throws <see cref="InvalidDataException"/>.</summary>
    public Stream Stream { get; }

    /// <summary>Whether the file is packed.</summary>
    public bool IsPacked => Stream is GZipStream;

    /// <summary>Size of the file as it is, packed or not; 0 where it is not known.</summary>
    public long Length => _file.CanSeek ? _file.Length : 0;

    /// <summary>Bytes of the file read so far, on the scale of <see cref="Length"/>; 0 where they are not known.</summary>
    public long Position => _file.CanSeek ? _file.Position : 0;

    /// <summary>When the file was last modified, seconds since Epoch; null for what is no regular file.</summary>
    public long? Modified { get; }

    /// <summary>Lines that are in memory.</summary>
    public static ReplayInput Of(MemoryStream lines) => new(lines, lines, null);

    /// <summary>Opens a log.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why and is complete.</exception>
    public static ReplayInput Open(string path)
    {
        if (path == "-")
        {
            var input = Console.OpenStandardInput();
            return new ReplayInput(input, input, null);
        }

        if (Unpackers.TryGetValue(Path.GetExtension(path), out var unpacker))
        {
            throw new IOException(
                $"Can't read '{path}': only .gz files are unpacked; use '{unpacker} {path} | sec replay ... -'");
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"Can't read '{path}': it is a directory; name the files in it");
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            long? modified = file.CanSeek ? new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)).ToUnixTimeSeconds() : null;
            return new ReplayInput(file, path.EndsWith(".gz", StringComparison.Ordinal) ? Unpack(file) : file, modified);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"Can't read '{path}': {Reason(exception)}", exception);
        }
    }

    public void Dispose() => Stream.Dispose();

    private static GZipStream Unpack(Stream file) => new(new BufferedStream(file, 64 * 1024), CompressionMode.Decompress);

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "permission denied",
        _ => exception.Message,
    };
}
