using System.Runtime.InteropServices;

namespace SecSharp.Patterns.Pcre2;

/// <summary>The functions of libpcre2-8 that are used, pcre2api(3). Debian: package libpcre2-8-0.</summary>
internal static unsafe partial class Pcre2Native
{
    /// <summary>Name of the library.</summary>
    public const string Library = "libpcre2-8.so.0";

    /// <summary>An offset that is not set.</summary>
    public static nuint Unset => nuint.MaxValue;

    [LibraryImport(Library, EntryPoint = "pcre2_compile_context_create_8")]
    public static partial nint CompileContextCreate(nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_compile_context_free_8")]
    public static partial void CompileContextFree(nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_set_newline_8")]
    public static partial int SetNewline(nint context, Pcre2Newline newline);

    [LibraryImport(Library, EntryPoint = "pcre2_set_bsr_8")]
    public static partial int SetBackslashR(nint context, Pcre2BackslashR newlines);

    [LibraryImport(Library, EntryPoint = "pcre2_compile_8")]
    public static partial nint Compile(
        byte* pattern, nuint length, Pcre2Options options, out int error, out nuint offset, nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_jit_compile_8")]
    public static partial int JitCompile(nint code, Pcre2Jit options);

    [LibraryImport(Library, EntryPoint = "pcre2_code_free_8")]
    public static partial void CodeFree(nint code);

    [LibraryImport(Library, EntryPoint = "pcre2_pattern_info_8")]
    public static partial int PatternInfo(nint code, Pcre2Info what, void* where);

    [LibraryImport(Library, EntryPoint = "pcre2_match_8")]
    public static partial int Match(
        nint code, byte* subject, nuint length, nuint start, uint options, nint matchData, nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_jit_match_8")]
    public static partial int JitMatch(
        nint code, byte* subject, nuint length, nuint start, uint options, nint matchData, nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_match_data_create_8")]
    public static partial nint MatchDataCreate(uint pairs, nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_match_data_free_8")]
    public static partial void MatchDataFree(nint data);

    [LibraryImport(Library, EntryPoint = "pcre2_get_ovector_pointer_8")]
    public static partial nuint* GetOvector(nint data);

    [LibraryImport(Library, EntryPoint = "pcre2_match_context_create_8")]
    public static partial nint MatchContextCreate(nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_match_context_free_8")]
    public static partial void MatchContextFree(nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_set_match_limit_8")]
    public static partial int SetMatchLimit(nint context, uint limit);

    [LibraryImport(Library, EntryPoint = "pcre2_set_depth_limit_8")]
    public static partial int SetDepthLimit(nint context, uint limit);

    [LibraryImport(Library, EntryPoint = "pcre2_set_heap_limit_8")]
    public static partial int SetHeapLimit(nint context, uint kibibytes);

    [LibraryImport(Library, EntryPoint = "pcre2_jit_stack_create_8")]
    public static partial nint JitStackCreate(nuint start, nuint maximum, nint context);

    [LibraryImport(Library, EntryPoint = "pcre2_jit_stack_free_8")]
    public static partial void JitStackFree(nint stack);

    [LibraryImport(Library, EntryPoint = "pcre2_jit_stack_assign_8")]
    public static partial void JitStackAssign(nint context, nint callback, nint stack);

    [LibraryImport(Library, EntryPoint = "pcre2_get_error_message_8")]
    public static partial int GetErrorMessage(int error, byte* buffer, nuint size);
}
