using System.Text;
using DiffPlex;
using DiffPlex.Renderer;

namespace SecSharp.Cli;

/// <summary>The difference of two contents of a file, in the format of <c>diff -u</c>.</summary>
internal static class UnifiedDifference
{
    private const string Unended = "\n\\ No newline at end of file";

    /// <summary>The difference; nothing for equal contents.</summary>
    public static byte[] Of(string path, byte[] old, byte[] changed)
    {
        var name = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(path));
        var difference = Differ.Instance.CreateDiffs(
            Encoding.Latin1.GetString(old), Encoding.Latin1.GetString(changed), ignoreWhiteSpace: false, ignoreCase: false, new Lines());
        return Encoding.Latin1.GetBytes(UnidiffRenderer.Instance.Generate(difference, name, name));
    }

    /// <summary>Lines end with a line feed and nothing else.</summary>
    private sealed class Lines : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var lines = text.Split('\n');
            if (lines[^1].Length == 0)
            {
                return lines[..^1];
            }

            lines[^1] += Unended;
            return lines;
        }
    }
}
