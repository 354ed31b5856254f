using SecSharp.Files;

namespace SecSharp.Inputs;

/// <summary>An input as the dump shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Context">Name of its internal context.</param>
/// <param name="IsDynamic">Whether addinput has added it.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="IsRegular">Whether it is a regular file; otherwise it is a pipe or another stream.</param>
/// <param name="Identity">The open file; null in the closed state.</param>
/// <param name="Position">Byte offset of the next line to be processed.</param>
/// <param name="Offset">Byte offset up to which it has been read.</param>
/// <param name="Size">Its size in bytes; 0 for streams.</param>
/// <param name="Lines">Number of lines processed.</param>
/// <param name="LinesCut">Number of lines that were too long and lost their end.</param>
/// <param name="Predecessors">Number of files that were under the name before and are still read.</param>
internal sealed record InputState(
    ByteString Name,
    ByteString Context,
    bool IsDynamic,
    bool IsOpen,
    bool IsRegular,
    FileIdentity? Identity,
    long Position,
    long Offset,
    long Size,
    long Lines,
    long LinesCut,
    int Predecessors);
