using System.Globalization;
using System.Text;
using System.Xml;
using SecSharp.RuleTests.Running;

namespace SecSharp.RuleTests.Reporting;

/// <summary>The results as JUnit XML, which CI systems such as GitLab and Jenkins show.</summary>
internal static class JUnitReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="files">The test files with the outcomes of their tests, and what was wrong with those that could not be read.</param>
    public static void Write(Stream output, IReadOnlyList<TestFileOutcome> files)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "sec test");
        WriteCounts(xml, files);
        foreach (var file in files)
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Valid(file.Path));
            WriteCounts(xml, [file]);
            if (file.Error is { } error)
            {
                WriteCase(xml, file.Path, "the test file", 1, TimeSpan.Zero);
                WriteProblem(xml, "error", "the file could not be read", error);
                xml.WriteEndElement();
            }

            foreach (var outcome in file.Outcomes)
            {
                Write(xml, outcome);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, TestOutcome outcome)
    {
        WriteCase(xml, outcome.Test.File, outcome.Test.Name, outcome.Test.Line, outcome.Duration);
        var details = new FailureText(outcome, new TerminalText(hasColours: false)).Details();
        if (outcome.NotRun is { } reason)
        {
            WriteProblem(xml, "error", reason.Split('\n')[0], details);
        }
        else if (!outcome.HasPassed)
        {
            WriteProblem(xml, "failure", outcome.Result!.Failures[0].Message, details);
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string file, string name, int line, TimeSpan duration)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Valid(Path.ChangeExtension(file, null).TrimStart('.', '/').Replace('/', '.')));
        xml.WriteAttributeString("name", Valid(name));
        xml.WriteAttributeString("file", Valid(file));
        xml.WriteAttributeString("line", line.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(duration));
    }

    private static void WriteProblem(XmlWriter xml, string element, string message, string details)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", Valid(message));
        xml.WriteAttributeString("type", element);
        xml.WriteString(Valid(details));
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<TestFileOutcome> files)
    {
        var outcomes = files.SelectMany(static file => file.Outcomes).ToList();
        var unreadable = files.Count(static file => file.Error is not null);
        xml.WriteAttributeString("tests", Number(outcomes.Count + unreadable));
        xml.WriteAttributeString("failures", Number(outcomes.Count(static outcome => outcome is { NotRun: null, HasPassed: false })));
        xml.WriteAttributeString("errors", Number(outcomes.Count(static outcome => outcome.NotRun is not null) + unreadable));
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(outcomes.Sum(static outcome => outcome.Duration.Ticks))));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>A text without characters that XML can't have.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Select(static rune =>
        rune.Value is 0x9 or 0xa or 0xd or (>= 0x20 and <= 0xd7ff) or (>= 0xe000 and <= 0xfffd) or >= 0x10000 ? rune.ToString() : "?"));
}
