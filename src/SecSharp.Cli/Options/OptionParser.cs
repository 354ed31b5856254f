using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Cli.Options;

/// <summary>
/// Reads a command line in the manner of the reference: one dash or two, names in any case and shortened as long as they
/// are unique, values behind = or in the next argument, flags negated by <c>no</c> or <c>no-</c>.
/// </summary>
internal static class OptionParser
{
    /// <exception cref="UsageException">The command line is wrong.</exception>
    public static OptionValues Parse(IReadOnlyList<string> arguments, IReadOnlyList<Option> options)
    {
        var values = new OptionValues();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument == "--")
            {
                values.Arguments.AddRange(arguments.Skip(index + 1));
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                values.Arguments.Add(argument);
                continue;
            }

            var text = argument.TrimStart('-');
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var (option, isNegated) = Find(equals < 0 ? text : text[..equals], options);
            if (!option.TakesValue)
            {
                if (equals >= 0)
                {
                    throw new UsageException($"option --{option.Name} takes no value");
                }

                values.Set(option, !isNegated);
                continue;
            }

            if (equals < 0 && index + 1 == arguments.Count)
            {
                throw new UsageException($"option --{option.Name} needs a value: --{option.Name}={option.ValueName}");
            }

            values.Add(option, equals < 0 ? arguments[++index] : text[(equals + 1)..]);
        }

        return values;
    }

    private static (Option Option, bool IsNegated) Find(string name, IReadOnlyList<Option> options)
    {
        var names = options.SelectMany(Names).ToList();
        var found = names.Where(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0 && name.Length > 0)
        {
            found = [.. names
                .Where(entry => entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(static entry => (entry.Option.Name, entry.IsNegated))];
            found = found.Exists(static entry => !entry.Option.IsExtension) ? found.FindAll(static entry => !entry.Option.IsExtension) : found;
        }

        return found.Count switch
        {
            1 => (found[0].Option, found[0].IsNegated),
            0 => throw new UsageException(
                $"unknown option --{name}" + (Suggestion.For(name, names.Select(static entry => entry.Name)) is { } nearest ? $": did you mean --{nearest}?" : "")),
            _ => throw new UsageException($"option --{name} may be {string.Join(" or ", found.Select(static entry => "--" + entry.Name))}"),
        };
    }

    private static IEnumerable<(string Name, Option Option, bool IsNegated)> Names(Option option)
    {
        yield return (option.Name, option, false);
        if (option.Synonym is not null)
        {
            yield return (option.Synonym, option, false);
        }

        if (option.Kind == OptionKind.Flag)
        {
            yield return ("no" + option.Name, option, true);
            yield return ("no-" + option.Name, option, true);
        }
    }
}
