using System.Collections;
using System.Reflection;
using System.Text;

namespace SecSharp.Tests.Configuration;

/// <summary>Everything that parsed rules say, as text, but for places in the file: for comparing rule bases.</summary>
internal static class SyntaxText
{
    private static readonly string[] _left = ["Position", "Regex", "Function", "EqualityContract", "TypeName"];

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case ByteString or string or Enum or bool or int or uint or long or ulong:
                text.Append('"').Append(value).Append('"');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => !_left.Contains(property.Name)))
                {
                    text.Append(property.Name).Append('=');
                    Append(text, property.GetValue(value));
                    text.Append(' ');
                }

                text.Append("}\n");
                break;
        }
    }
}
