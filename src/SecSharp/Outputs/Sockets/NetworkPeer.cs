using System.Globalization;
using System.Net;

namespace SecSharp.Outputs.Sockets;

/// <summary>A peer as udpsock and tcpsock name it.</summary>
/// <param name="Host">A name or an IPv4 or IPv6 address.</param>
/// <param name="Port">The port number.</param>
internal sealed record NetworkPeer(string Host, int Port)
{
    /// <summary>
    /// Reads HOST:PORT; the port is what follows the last colon, and the brackets of <c>[ADDRESS]:PORT</c> are allowed.
    /// Null when the text is not in this form.
    /// </summary>
    public static NetworkPeer? Parse(ByteString text)
    {
        var peer = text.ToDisplay();
        var colon = peer.LastIndexOf(':');
        if (colon < 1
            || !ushort.TryParse(peer.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        var host = peer[..colon];
        if (host is ['[', .., ']'] && host.Length > 2)
        {
            host = host[1..^1];
        }

        return new NetworkPeer(host, port);
    }

    /// <summary>The address when the host is given as one; null for a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;
}
