using System.Globalization;

namespace SecSharp.Reporting.Dumping;

/// <summary>The file that dumps go to (--dump, --dumpfjson, --dumpfts).</summary>
/// <param name="path">Its path.</param>
/// <param name="isJson">--dumpfjson.</param>
/// <param name="withTime">--dumpfts: the time of the dump is appended to the path.</param>
/// <param name="log">Takes failures.</param>
internal sealed class DumpFile(string path, bool isJson, bool withTime, EngineLog log)
{
    /// <summary>--dump when the option is not given.</summary>
    public const string DefaultPath = "/tmp/sec.dump";

    /// <summary>
    /// Writes a dump. As in the reference, a file that exists is left alone, also when it is a link: a new dump is written
    /// once the old one has been taken away.
    /// </summary>
    public void Write(DumpSources sources)
    {
        var name = withTime ? string.Create(CultureInfo.InvariantCulture, $"{path}.{sources.Time}") : path;
        try
        {
            using var file = new FileStream(name, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            if (isJson)
            {
                JsonDump.Write(sources, file);
            }
            else
            {
                TextDump.Write(sources, file);
            }

            log.DumpWritten(name);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            log.DumpFailed(name, exception.Message);
        }
    }
}
