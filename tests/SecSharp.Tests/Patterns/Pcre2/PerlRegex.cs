using System.Diagnostics;
using System.Text;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Patterns.Pcre2;

/// <summary>One Perl process that is asked what it does with regular expressions.</summary>
public sealed class PerlRegex : IDisposable
{
    /// <summary>The answer of a match that has run out of something.</summary>
    public const string GaveUp = "X";

    private readonly Process _perl;

    public PerlRegex()
    {
        using var script = new StreamReader(typeof(PerlRegex).Assembly.GetManifestResourceStream("perl-regex.pl")!);
        var start = new ProcessStartInfo("perl", ["-e", script.ReadToEnd()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["LC_ALL"] = "C";
        _perl = Process.Start(start)!;
    }

    /// <summary>Perl's answers: null for an invalid pattern, else one a subject.</summary>
    public string[]? Ask(byte[] pattern, byte[][] subjects, out string error)
    {
        _perl.StandardInput.WriteLine(string.Join('\t', subjects.Prepend(pattern).Select(Convert.ToHexString)));
        _perl.StandardInput.Flush();
        var line = _perl.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Perl has ended.");
        var answer = line.Split('\t');
        error = answer[0] == "E" ? answer[1] : "";
        return answer[0] == "E" ? null : answer[1..];
    }

    /// <summary>The same from our own regular expressions.</summary>
    internal static string[]? Ours(byte[] pattern, byte[][] subjects, RegexScratch scratch, out RegexError? error)
    {
        using var regex = Regex.TryCompile(pattern, out error);
        return regex is null ? null : [.. subjects.Select(subject => Ours(regex, subject, scratch))];
    }

    internal static string Ours(Regex regex, byte[] subject, RegexScratch scratch)
    {
        var offsets = new int[2 * (regex.GroupCount + 1)];
        var limits = regex.LimitCount;
        if (!regex.Match(subject, scratch, offsets))
        {
            return regex.LimitCount > limits ? GaveUp : "N";
        }

        var parts = new List<string>();
        for (var group = 0; group <= regex.GroupCount; group++)
        {
            parts.Add(offsets[2 * group] < 0 ? "-" : $"{offsets[2 * group]}-{offsets[(2 * group) + 1]}");
        }

        foreach (var name in regex.GroupNames)
        {
            var set = name.Numbers.FirstOrDefault(number => offsets[2 * number] >= 0);
            if (set > 0)
            {
                var value = subject[offsets[2 * set]..offsets[(2 * set) + 1]];
                parts.Add($"{name.Name}={Convert.ToHexStringLower(value)}");
            }
        }

        return string.Join(',', parts);
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public void Dispose()
    {
        _perl.StandardInput.Close();
        if (!_perl.WaitForExit(5000))
        {
            _perl.Kill();
        }

        _perl.Dispose();
    }
}
