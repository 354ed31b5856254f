namespace SecSharp.Glossary;

/// <summary>What a word of the rule language means, in short; for editors and for the documentation.</summary>
/// <param name="Word">The word, or how what it stands for is written.</param>
/// <param name="Meaning">A sentence or two, in Markdown.</param>
internal sealed record Entry(string Word, string Meaning);
