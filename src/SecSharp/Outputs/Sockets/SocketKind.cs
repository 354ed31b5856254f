using SecSharp.Configuration.Syntax;

namespace SecSharp.Outputs.Sockets;

/// <summary>Kinds of sockets that actions send to.</summary>
internal enum SocketKind
{
    UnixDatagram,
    UnixStream,
    Udp,
    Tcp,
}

/// <summary>What is known of each kind.</summary>
internal static class SocketKinds
{
    /// <summary>The kind an action is about.</summary>
    public static SocketKind Of(ActionKind action) => action switch
    {
        ActionKind.UDgram or ActionKind.CloseUDgr => SocketKind.UnixDatagram,
        ActionKind.UStream or ActionKind.CloseUStr => SocketKind.UnixStream,
        ActionKind.UdpSock or ActionKind.CloseUdp => SocketKind.Udp,
        ActionKind.TcpSock or ActionKind.CloseTcp => SocketKind.Tcp,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No action of sockets."),
    };

    /// <summary>What the log calls it.</summary>
    public static string Name(this SocketKind kind) => kind switch
    {
        SocketKind.UnixDatagram => "unix datagram socket",
        SocketKind.UnixStream => "unix stream socket",
        SocketKind.Udp => "UDP peer",
        _ => "TCP peer",
    };

    /// <summary>Whether each event is a message of its own.</summary>
    public static bool IsDatagram(this SocketKind kind) => kind is SocketKind.UnixDatagram or SocketKind.Udp;

    /// <summary>Whether peers are HOST:PORT; otherwise they are paths.</summary>
    public static bool IsNetwork(this SocketKind kind) => kind is SocketKind.Udp or SocketKind.Tcp;
}
