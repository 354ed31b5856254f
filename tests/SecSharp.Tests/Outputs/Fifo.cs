using System.Text;
using SecSharp.Posix;

namespace SecSharp.Tests.Outputs;

/// <summary>The reading end of a FIFO, opened without waiting for a writer.</summary>
internal sealed unsafe class Fifo : IDisposable
{
    private readonly int _descriptor;

    private Fifo(int descriptor) => _descriptor = descriptor;

    public static Fifo OpenReader(string path)
    {
        fixed (byte* name = ByteString.Utf8(path).ZeroTerminated())
        {
            var descriptor = Libc.Open(name, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
            Assert.True(descriptor >= 0);
            return new Fifo(descriptor);
        }
    }

    public string ReadAvailable()
    {
        var text = new StringBuilder();
        var buffer = stackalloc byte[65536];
        nint count;
        while ((count = Libc.Read(_descriptor, buffer, 65536)) > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, (int)count));
        }

        return text.ToString();
    }

    public void Dispose() => _ = Libc.Close(_descriptor);
}
