using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Reports;

/// <summary>A form in which findings are written.</summary>
internal interface IFindingReport
{
    /// <summary>Writes findings.</summary>
    /// <param name="findings">The findings, in order.</param>
    /// <param name="files">Number of rule files that were checked.</param>
    /// <param name="output">Takes the text, in UTF-8.</param>
    void Write(IReadOnlyList<Diagnostic> findings, int files, Stream output);
}
